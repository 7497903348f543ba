import { UnsupportedError } from "./errors";
import { Scalar, Sql, argument as at, cast, text } from "./sql";

/** A regular expression that is written in the query: both engines take RE2, but how many groups it has must be known. */
function pattern({ literal }: Sql, of: string): string {
  if (typeof literal !== "string") throw new UnsupportedError(`${of} with a regular expression that is not written in the query`);
  return literal;
}

/** How many groups a regular expression captures. */
const groups = (regex: string): number =>
  (regex.replace(/\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]/g, "").match(/\((?!\?)|\(\?P</g) ?? []).length;

/** DuckDB's regular expressions match as those of the query language: a dot does not match the end of a line. */
export const regexMatches = (value: string, regex: string): string => `regexp_matches(${value}, ${regex})`;

function extract(args: readonly Sql[], type: string): string {
  const [regex, group, source] = [pattern(at(args, 0), "extract"), at(args, 1).sql, at(args, 2)];
  if (args.length > 3) throw new UnsupportedError("extract with a type");
  const found = `coalesce(regexp_extract(${cast(source, "string")}, ${text(regex)}, CAST(${group} AS INTEGER)), '')`;
  return cast({ sql: found, type: "string" }, type);
}

function extractAll(args: readonly Sql[]): string {
  const regex = pattern(at(args, 0), "extract_all");
  if (args.length !== 2 || groups(regex) !== 1)
    throw new UnsupportedError("extract_all with several groups, or with groups that are chosen");
  const found = `regexp_extract_all(${cast(at(args, 1), "string")}, ${text(regex)}, 1)`;
  return `CASE WHEN len(${found}) > 0 THEN to_json(${found}) END`;
}

function trim(args: readonly Sql[], where: "both" | "start" | "end"): string {
  const regex = pattern(at(args, 0), "trim");
  const value = cast(at(args, 1), "string");
  const start = where === "end" ? value : `regexp_replace(${value}, ${text(`^(?:${regex})+`)}, '')`;
  return where === "start" ? start : `regexp_replace(${start}, ${text(`(?:${regex})+$`)}, '')`;
}

function countOf(args: readonly Sql[]): string {
  if (args[2]?.literal !== "regex") throw new UnsupportedError('countof without "regex"');
  const regex = pattern(at(args, 1), "countof");
  return `len(regexp_extract_all(${cast(at(args, 0), "string")}, ${text(regex)}))`;
}

function substring(args: readonly Sql[]): string {
  const [value, start, length] = [cast(at(args, 0), "string"), at(args, 1).sql, args[2]?.sql];
  return length === undefined ? `substr(${value}, ${start} + 1)` : `substr(${value}, ${start} + 1, ${length})`;
}

/** Functions over strings. */
export const strings: Readonly<Record<string, Scalar>> = {
  countof: countOf,
  extract,
  extract_all: extractAll,
  indexof: (args) => {
    if (args.length > 2) throw new UnsupportedError("indexof with a place to begin at");
    return `(strpos(${cast(at(args, 0), "string")}, ${cast(at(args, 1), "string")}) - 1)`;
  },
  replace_regex: (args) =>
    `regexp_replace(${cast(at(args, 0), "string")}, ${text(pattern(at(args, 1), "replace_regex"))}, ${at(args, 2).sql}, 'g')`,
  replace_string: (args) => `replace(${cast(at(args, 0), "string")}, ${at(args, 1).sql}, ${at(args, 2).sql})`,
  reverse: (args) => `reverse(${cast(at(args, 0), "string")})`,
  split: (args) => {
    if (args.length > 2) throw new UnsupportedError("split with an index");
    return `to_json(string_split(${cast(at(args, 0), "string")}, ${at(args, 1).sql}))`;
  },
  strcat: (args) => `(${args.map((one) => cast(one, "string")).join(" || ")})`,
  strlen: (args) => `length(${cast(at(args, 0), "string")})`,
  substring,
  tolower: (args) => `lower(${cast(at(args, 0), "string")})`,
  toupper: (args) => `upper(${cast(at(args, 0), "string")})`,
  trim: (args) => trim(args, "both"),
  trim_end: (args) => trim(args, "end"),
  trim_start: (args) => trim(args, "start"),
};
