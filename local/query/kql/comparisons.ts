import { isElement } from "./dynamics";
import { UnsupportedError } from "./errors";
import { Sql, cast, isNumber, text } from "./sql";
import { regexMatches } from "./strings";

const bool = (sql: string): Sql => ({ sql: `(${sql})`, type: "bool" });
const negated = (sql: string, not: boolean): Sql => bool(not ? `NOT ${sql}` : sql);

/** Both sides as values of one type. */
function alike(left: Sql, right: Sql): [string, string, string] {
  if (left.type === "dynamic" && right.type === "dynamic") return [cast(left, "string"), cast(right, "string"), "dynamic"];
  if (left.type === "dynamic") return [cast(left, right.type), right.sql, right.type];
  if (right.type === "dynamic") return [left.sql, cast(right, left.type), left.type];
  return [left.sql, right.sql, left.type];
}

/** Equality: of a null and a value it is false, of two nulls it is null. */
function equal(left: Sql, right: Sql, not: boolean): Sql {
  const [one, other, type] = alike(left, right);
  if (type === "string" || type === "guid") return bool(`${one} ${not ? "<>" : "="} ${other}`);
  const distinct = `${one} IS ${not ? "" : "NOT "}DISTINCT FROM ${other}`;
  return bool(`CASE WHEN ${one} IS NULL AND ${other} IS NULL THEN NULL ELSE ${distinct} END`);
}

/** A word between anything that is neither letter nor digit. */
function hasTerm(left: string, right: Sql, caseless: boolean): string {
  if (typeof right.literal !== "string") throw new UnsupportedError("has with a term that is not written in the query");
  const term = right.literal.replace(/[^\p{L}\p{N}]/gu, (sign) => `\\${sign}`);
  return regexMatches(left, text(`${caseless ? "(?i)" : ""}(?:^|[^\\pL\\pN])${term}(?:$|[^\\pL\\pN])`));
}

const lower = (sql: string): string => `lower(${sql})`;

/** Tests of strings, by the name of the operator; those that end in `Cs` heed upper and lower case. */
const stringTests: Readonly<Record<string, (left: string, right: Sql) => string>> = {
  EqualTilde: (left, right) => `${lower(left)} = ${lower(right.sql)}`,
  Contains: (left, right) => `contains(${lower(left)}, ${lower(right.sql)})`,
  ContainsCs: (left, right) => `contains(${left}, ${right.sql})`,
  StartsWith: (left, right) => `starts_with(${lower(left)}, ${lower(right.sql)})`,
  StartsWithCs: (left, right) => `starts_with(${left}, ${right.sql})`,
  EndsWith: (left, right) => `ends_with(${lower(left)}, ${lower(right.sql)})`,
  EndsWithCs: (left, right) => `ends_with(${left}, ${right.sql})`,
  Has: (left, right) => hasTerm(left, right, true),
  HasCs: (left, right) => hasTerm(left, right, false),
  MatchRegex: (left, right) => regexMatches(left, right.sql),
};

/** `+`, `-`, `*`, `/`, `%` over numbers, moments and spans. */
function arithmetic(sign: string, left: Sql, right: Sql, type: string): string {
  if (left.type === "datetime" && right.type === "datetime") return `(epoch_us(${left.sql}) - epoch_us(${right.sql}))`;
  if (left.type === "datetime") return `(${left.sql} ${sign} to_microseconds(${right.sql}))`;
  if (right.type === "datetime") return `(${right.sql} ${sign} to_microseconds(${left.sql}))`;
  if (![left, right].every((one) => isNumber(one.type) || one.type === "timespan"))
    throw new UnsupportedError(`${sign} between ${left.type} and ${right.type}`);
  if (type === "timespan") return `CAST(${left.sql} ${sign} ${right.sql} AS BIGINT)`;
  if (type === "real") return `(CAST(${left.sql} AS DOUBLE) ${sign} ${right.sql})`;
  return sign === "/" ? `(${left.sql} // ${right.sql})` : `(${left.sql} ${sign} ${right.sql})`;
}

const signs = ["<", ">", "<=", ">="];

/** An operator between two values. `operator` is its name in the language service, `sign` how it is written. */
export function logic(operator: string, sign: string, left: Sql, right: Sql, type: string): Sql {
  if (operator === "And" || operator === "Or") return bool(`${left.sql} ${operator.toUpperCase()} ${right.sql}`);
  if (operator === "Equal" || operator === "NotEqual") return equal(left, right, operator === "NotEqual");
  if (signs.includes(sign)) {
    const [one, other] = alike(left, right);
    return bool(`${one} ${sign} ${other}`);
  }
  if (["+", "-", "*", "/", "%"].includes(sign)) return { sql: arithmetic(sign, left, right, type), type };
  const not = sign.startsWith("!");
  const test = stringTests[not ? positive(operator) : operator];
  if (!test)
    throw new UnsupportedError(
      `the operator ${sign}`,
      Object.keys(stringTests).map((one) => one.toLowerCase()),
    );
  return negated(`(${test(cast(left, "string"), { ...right, sql: cast(right, "string") })})`, not);
}

/** `NotContains` and `BangTilde` are the opposites of `Contains` and `EqualTilde`. */
const positive = (operator: string): string => (operator === "BangTilde" ? "EqualTilde" : operator.replace(/^Not/, ""));

const isDynamic = ({ type }: Sql): boolean => type === "dynamic";

/** `in`, `!in`, `in~`, `!in~`. */
function within(sign: string, left: Sql, list: readonly Sql[]): Sql {
  const [not, caseless] = [sign.startsWith("!"), sign.endsWith("~")];
  const [array] = list;
  if (list.length === 1 && array && isDynamic(array) && !Array.isArray(array.literal))
    return negated(isElement(array, left, caseless), not);
  const values = list.flatMap((one) =>
    Array.isArray(one.literal) ? one.literal.map((each) => text(each)) : [cast(one, left.type)],
  );
  const change = caseless ? lower : (sql: string): string => sql;
  const found = `coalesce(${change(left.sql)} IN (${values.map(change).join(", ")}), false)`;
  return values.length > 0 ? negated(found, not) : bool(not ? "true" : "false");
}

/** `between` and `!between`. */
function between(sign: string, value: Sql, from: Sql, to: Sql): Sql {
  const end = value.type === "datetime" && to.type === "timespan" ? `(${from.sql} + to_microseconds(${to.sql}))` : to.sql;
  return negated(`(${value.sql} BETWEEN ${from.sql} AND ${end})`, sign.startsWith("!"));
}

/** Tests against several values. */
export const comparison = { within, between };
