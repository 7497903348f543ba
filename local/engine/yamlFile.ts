import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { Document, ErrorCode, LineCounter, ScalarTag, isAlias, isMap, isNode, isScalar, isSeq, parseDocument, visit } from "yaml";
import { UsageError, messageOf } from "./errors";

/** A YAML file that holds a mapping, and where its values stand. */
export interface YamlFile {
  /** The file's path as it is shown: relative to the working directory, if it is below it. */
  name: string;
  /** The mapping at the top; empty for an empty file. */
  content: Record<string, unknown>;
  /** Line of the value at a path, or of the last step that is there. */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Reads a YAML file as Pulumi's CLI does (gopkg.in/yaml.v3): underscores in numbers, octal numbers with a leading zero and merge keys
 * count, `yes` and `no` are text.
 * @throws UsageError with file, line and what is wrong
 */
export function readYamlFile(file: string): YamlFile {
  const fromHere = relative(process.cwd(), file);
  const name = fromHere.startsWith("..") ? file : fromHere;
  const lines = new LineCounter();
  const document = parsed(file, name, lines);
  const content = contentOf(document, name);
  return { name, content, lineOf: (path) => lines.linePos(offsetOf(document, path)).line };
}

function parsed(file: string, name: string, lineCounter: LineCounter): Document {
  const text = textOf(file, name);
  const document = parseDocument(text, {
    schema: "failsafe",
    customTags: scalars,
    merge: true,
    lineCounter,
    prettyErrors: false,
  });
  const refuse = (offset: number, why: string): UsageError =>
    new UsageError(`${name}:${lineCounter.linePos(offset).line}: cannot be read: ${why}`);
  const [error] = document.errors;
  if (error) throw refuse(error.pos[0], hints[error.code] ?? error.message);
  const [warning] = document.warnings;
  if (warning?.code === "TAG_RESOLVE_FAILED") throw refuse(warning.pos[0], "the tag means nothing here; write the value alone");
  const found = unusable(document);
  if (found) throw refuse(found.offset, found.why);
  return document;
}

/** The parser's errors in plain words. */
const hints: Partial<Record<ErrorCode, string>> = {
  BLOCK_AS_IMPLICIT_KEY: "there is a second colon in this line; text with a colon and a space must be in quotes",
  MULTIPLE_DOCS: "a second document begins here; allowed: one, without a line ---",
  MULTILINE_IMPLICIT_KEY: "there is no colon with a space after a key here, or text that must be in quotes",
  TAB_AS_INDENT: "a tab stands before the key; allowed: spaces",
};

/** What the parser accepts and no program can use: an alias of an anchor that is not above it, a key that JavaScript keeps for itself. */
function unusable(document: Document): { offset: number; why: string } | undefined {
  let found: { offset: number; why: string } | undefined;
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document)) return undefined;
      const why = `*${alias.source} stands for nothing; allowed: an anchor that stands above, &${alias.source}`;
      found = { offset: alias.range?.[0] ?? 0, why };
      return visit.BREAK;
    },
    Pair: (_, { key }) => {
      if (!isScalar(key) || key.value !== "__proto__") return undefined;
      found = { offset: key.range?.[0] ?? 0, why: "__proto__ is no name that can be used" };
      return visit.BREAK;
    },
  });
  return found;
}

/** Characters that YAML does not allow, not even in quotes (YAML 1.2, `c-printable`). */
const unprintable = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/** The text of a file in UTF-8, which is what Pulumi's CLI reads. */
function textOf(file: string, name: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new UsageError(`${name} cannot be read: ${messageOf(error)}`);
  }
  const text = bytes.toString("utf8");
  const at = isUtf8(bytes) ? text.search(unprintable) : Math.max(0, text.indexOf("\ufffd"));
  if (at < 0) return text;
  const why = isUtf8(bytes)
    ? "a character that YAML does not allow stands here"
    : "what stands here is not UTF-8; save the file as UTF-8";
  throw new UsageError(`${name}:${text.slice(0, at).split("\n").length}: cannot be read: ${why}`);
}

function contentOf(document: Document, name: string): Record<string, unknown> {
  let content: unknown;
  try {
    content = document.toJS() ?? {};
  } catch (error) {
    throw new UsageError(`${name} cannot be read: ${messageOf(error)}`);
  }
  if (typeof content !== "object" || content === null || Array.isArray(content))
    throw new UsageError(`${name}:1: must hold a mapping, such as "config:"`);
  return content as Record<string, unknown>;
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of path) {
    const next = stepInto(isAlias(node) ? node.resolve(document) : node, step);
    if (!next) return offset;
    [node, offset] = [next.node, next.at ?? offset];
  }
  return offset;
}

/** The value at a step, and where it stands: with its key in a mapping, with itself in a list. */
function stepInto(node: unknown, step: PropertyKey): { node: unknown; at: number | undefined } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return isNode(item) ? { node: item, at: item.range?.[0] } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  return pair && { node: pair.value, at: isNode(pair.key) ? pair.key.range?.[0] : undefined };
}

const tag = (name: string, test: RegExp, resolve: (text: string) => unknown): ScalarTag => ({
  tag: `tag:yaml.org,2002:${name}`,
  default: true,
  test,
  resolve,
});

/** What a plain word is, in the order in which gopkg.in/yaml.v3 (3.0.1, `resolve.go`) looks. What fits nothing is text. */
const scalars: ScalarTag[] = [
  tag("null", /^(?:~|null|Null|NULL)?$/, () => null),
  tag("bool", /^(?:true|True|TRUE|false|False|FALSE)$/, (text) => text.toLowerCase() === "true"),
  tag(
    "timestamp",
    /^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|[ \t]+)\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?[ \t]*(?:Z|[-+]\d{1,2}(?::?\d{2})?)?)?$/,
    time,
  ),
  tag("int", /^[-+]?(?:0_*[xX][\da-fA-F_]+|0_*[bB][01_]+|0_*[oO][0-7_]+|0[0-7_]*|[1-9][\d_]*)$/, wholeNumber),
  tag("float", /^[-+]?(?:\.\d[\d_]*|\d[\d_]*(?:\.[\d_]*)?)(?:[eE][-+]?[\d_]+)?$/, (text) => Number(text.replaceAll("_", ""))),
  tag("float", /^[-+]?\.(?:inf|Inf|INF)$/, (text) => (text.startsWith("-") ? -Infinity : Infinity)),
  tag("float", /^\.(?:nan|NaN|NAN)$/, () => NaN),
];

/** A day or a point in time; a day that no calendar has is text. */
function time(text: string): Date | string {
  const [, year = "", month = "", day = "", rest = ""] = /^(\d{4})-(\d{1,2})-(\d{1,2})(.*)$/.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return text;
  if (rest.trim() === "") return date;
  const clock = rest.replace(/^[Tt\s]+/, "").replace(/\s+/, "");
  const exact = new Date(`${date.toISOString().slice(0, 10)}T${/[Z+-]/.test(clock) ? clock : `${clock}Z`}`);
  return Number.isNaN(exact.getTime()) ? text : exact;
}

function wholeNumber(text: string): number {
  const [, sign, digits = ""] = /^([-+]?)(.*)$/.exec(text.replaceAll("_", "")) ?? [];
  const octal = /^0[oO]?([0-7]+)$/.exec(digits)?.[1];
  const value = octal === undefined ? Number(digits) : Number.parseInt(octal, 8);
  return sign === "-" ? -value : value;
}
