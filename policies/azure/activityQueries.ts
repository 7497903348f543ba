import { isTableName } from "./tables";

/** Something in the activity log that a query must find. */
export interface Watched {
  /** The name of the operation. */
  operation: string;
  /** What the request said. */
  body: string;
}

/** What a query alert is beside its text. */
export interface Asking {
  /** Minutes between two runs. */
  minutes: number;
  /** The column whose number is compared, if it is not the number of rows. */
  column: string | undefined;
}

/** A query whose strings are replaced by numbers in quotes, so that nothing in them looks like the language. */
interface Masked {
  text: string;
  strings: readonly string[];
}

/** Stages that take no row away, beside `where`, whose conditions are read. */
const stages =
  /^(extend|project|project-away|project-keep|project-rename|project-reorder|summarize|order\s+by|sort\s+by|distinct)\b/i;

/** Columns that conditions are about, each with what may be assigned to it. */
const assigned: Readonly<Record<string, RegExp>> = {
  activitystatusvalue: /^ActivityStatusValue$/i,
  body: /^(strcat\(\s*Properties\s*,\s*Properties_d\s*\)|Properties)$/i,
  categoryvalue: /^CategoryValue$/i,
  failed: /^ActivityStatusValue\s+startswith\s+"Fail\w*"$/i,
  operation: /^OperationName(Value)?$/i,
  operationname: /^OperationName$/i,
  operationnamevalue: /^OperationNameValue$/i,
  properties: /^Properties$/i,
  timegenerated: /^TimeGenerated$/i,
};

/** Conditions that leave out only what failed, or is of another category than changes of resources. */
const neutral = [
  /^Category(Value)?\s*(==|=~)\s*"administrative"$/i,
  /^not\(\s*Failed\s*\)$/i,
  /^ActivityStatus(Value)?\s*(==|=~)\s*"succ\w+"$/i,
  /^\w+\s*>\s*0$/i,
];

/**
 * Whether a query over AzureActivity finds all of what is watched, whoever does it: each stage and each condition is of a form that
 * is known to pass it. What is of no such form may leave something out, so the query does not count.
 *
 * @param watch Finds the condition on what is watched, in a text that begins with `| where`.
 */
export function findsAll(query: string, watch: RegExp, watched: readonly Watched[], asking: Asking): boolean {
  const masked = mask(query);
  const statements = masked.text
    .split(";")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  const named = new Map<string, string>();
  for (const statement of statements.slice(0, -1)) {
    const [, name = "", value = ""] = /^let\s+(\w+)\s*=\s*([\s\S]+)$/i.exec(statement) ?? [];
    if (name === "" || named.has(name) || isTableName(name) || name.toLowerCase() in assigned) return false;
    named.set(name, value.trim());
  }
  const pipeline = stagesOf(statements.at(-1) ?? "", named);
  if (!pipeline) return false;
  const conditions = pipeline.filter((one) => /^where\b/i.test(one)).flatMap((one) => conjuncts(one.slice("where".length)));
  const others = pipeline.filter((one) => !/^where\b/i.test(one));
  const asked = conditions.map((one) => unmasked(one, masked));
  const watches = asked.filter((one) => watch.test(`| where ${one}`));
  return (
    others.every((one) => stages.test(one) && keepsColumns(one, masked, asking.column)) &&
    counts(others, asking.column) &&
    watches.length === 1 &&
    watched.every((one) => watches.every((condition) => holds(condition, one, named, masked))) &&
    asked.every(
      (one) => watches.includes(one) || neutral.some((known) => known.test(one)) || isRecent(one, named, asking.minutes),
    )
  );
}

function mask(query: string): Masked {
  const strings: string[] = [];
  const literal = /\/\/[^\n]*|@"(?:[^"]|"")*"|@'(?:[^']|'')*'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;
  const text = query.replace(literal, (found) => {
    if (found.startsWith("//")) return " ";
    strings.push(found.replace(/^@?["']|["']$/g, ""));
    return `"${strings.length - 1}"`;
  });
  return { text, strings };
}

const unmasked = (text: string, { strings }: Masked) =>
  text.replace(/"(\d+)"/g, (_, at: string) => `"${strings[Number(at)] ?? ""}"`).trim();

/** The stages of a pipeline that begins at AzureActivity, directly or by the name of another one; undefined for what is none. */
function stagesOf(pipeline: string, named: ReadonlyMap<string, string>, depth = 0): string[] | undefined {
  const [source = "", ...rest] = pipeline.split("|").map((one) => one.trim());
  if (source === "AzureActivity") return rest;
  const before = named.get(source);
  const first = before === undefined || depth > 9 ? undefined : stagesOf(before, named, depth + 1);
  return first && [...first, ...rest];
}

/** The parts of a condition that must all hold. */
const conjuncts = (condition: string) => split(condition, /^\s+and\b/i).map((one) => one.trim());

/** Splits where the separator stands outside of brackets. */
function split(text: string, separator: RegExp): string[] {
  const parts = [""];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const found = depth === 0 ? separator.exec(text.slice(at, at + 40)) : null;
    if (found) {
      parts.push("");
      at += found[0].length - 1;
      continue;
    }
    const one = text[at] ?? "";
    if ("({[".includes(one)) depth++;
    if (")}]".includes(one)) depth--;
    parts[parts.length - 1] += one;
  }
  return parts;
}

/** The assignments of a stage. */
function assignments(stage: string): [name: string, value: string][] {
  const list = stage.replace(/^[\w-]+/, "").split(/\bby\b/i)[0] ?? "";
  return split(list, /^,/).flatMap((one) => {
    const [, name, value] = /^\s*(\w+)\s*=(?![=~])\s*([\s\S]+?)\s*$/.exec(one) ?? [];
    return name !== undefined && value !== undefined ? [[name, value] as [string, string]] : [];
  });
}

/** Whether the columns that conditions and the threshold are about keep what is in them. */
function keepsColumns(stage: string, masked: Masked, column: string | undefined): boolean {
  return assignments(stage).every(([name, value]) =>
    name === column ? value === "count()" : (assigned[name.toLowerCase()]?.test(unmasked(value, masked)) ?? true),
  );
}

/** Whether the column that is compared with the threshold counts rows. */
function counts(stages: readonly string[], column: string | undefined): boolean {
  return (
    column === undefined || stages.some((one) => /^summarize\b/i.test(one) && assignments(one).some(([name]) => name === column))
  );
}

/** Whether a condition asks for rows since the last run or earlier, until now. */
function isRecent(condition: string, named: ReadonlyMap<string, string>, minutes: number): boolean {
  const [, operator = "", bound = ""] = /^TimeGenerated\s*(>=?|<=?)\s*(.+)$/i.exec(condition) ?? [];
  const time = named.get(bound) ?? bound;
  if (operator.startsWith("<")) return time === "now()";
  const [, count = "", unit = ""] = /^ago\((\d+)([mhd])\)$/.exec(time) ?? [];
  return operator !== "" && Number(count) * ({ m: 1, h: 60, d: 1440 }[unit] ?? 0) >= minutes;
}

/** Whether a condition, or the function that it calls, finds what is watched. */
function holds(condition: string, one: Watched, named: ReadonlyMap<string, string>, masked: Masked): boolean {
  const [, called = ""] = /^(\w+)\([\w\s,]*\)$/.exec(condition) ?? [];
  const [, body] = /^\([^)]*\)\s*\{([\s\S]*)\}$/.exec(named.get(called) ?? "") ?? [];
  const text = body === undefined ? condition : unmasked(body.trim(), masked);
  return split(text, /^\s+or\b/i).some((way) => conjuncts(way).every((part) => finds(part, one)));
}

/** Whether a comparison of the operation or the body with a text finds what is watched. */
function finds(comparison: string, one: Watched): boolean {
  const [, not] = /^not\(([\s\S]+)\)$/i.exec(comparison) ?? [];
  if (not !== undefined) return isComparison(not) && !finds(not, one);
  const [, column = "", operator = "", text = ""] = form.exec(comparison) ?? [];
  const value = /^(operation\w*)$/i.test(column) ? one.operation : one.body;
  if (/^matches/i.test(operator)) return matches(text, value);
  return operator !== "" && value.toLowerCase().includes(text.toLowerCase());
}

const form = /^(\w+)\s+(matches\s+regex|has|contains)\s+"([\s\S]*)"$/i;
const isComparison = (text: string) => form.test(text);

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern.replace("(?i)", ""), pattern.startsWith("(?i)") ? "i" : "").test(value);
  } catch {
    return false;
  }
}
