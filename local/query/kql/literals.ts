import { UnsupportedError } from "./errors";
import { Expression, textOf } from "./language";
import { Sql, absent, sqlType, text } from "./sql";

/** A value that is written in the query, or undefined for anything else. */
export function literal(node: Expression): Sql | undefined {
  const { Syntax } = Kusto.Language;
  if (node instanceof Syntax.DynamicExpression) return dynamic(node);
  if (node instanceof Syntax.CompoundStringLiteralExpression) return string(String(node.LiteralValue));
  if (!(node instanceof Syntax.LiteralExpression)) return undefined;
  const type = node.ResultType?.Name ?? "";
  const value: unknown = node.LiteralValue;
  if (type === "string") return string(String(value));
  if (value === null || value === undefined) return { sql: absent(type), type };
  return { sql: written(type, String(value), textOf(node)), type };
}

const string = (value: string): Sql => ({ sql: text(value), type: "string", literal: value });

/** A literal in SQL. `value` is what the language service reads, `token` what is written. */
function written(type: string, value: string, token: string): string {
  if (type === "datetime") return moment(token);
  if (type === "timespan") return `CAST(${microseconds(value)} AS BIGINT)`;
  if (type === "bool") return value.toLowerCase();
  return `CAST(${text(value)} AS ${sqlType(type)})`;
}

/** `datetime(2026-01-01T10:00:00Z)`: ISO 8601 in UTC only. */
function moment(token: string): string {
  const inner = /^datetime\s*\(\s*["']?([^"')]*?)["']?\s*\)$/i.exec(token)?.[1] ?? "";
  if (inner === "null") return absent("datetime");
  if (!/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?$/.test(inner))
    throw new UnsupportedError(`the moment ${token}, which is not ISO 8601 in UTC,`);
  return `CAST(${text(inner.replace("T", " ").replace(/Z$/, ""))} AS TIMESTAMP)`;
}

/** `[-][d.]hh:mm:ss[.fffffff]`, as the language service writes a span, in microseconds. */
function microseconds(span: string): bigint {
  const found = /^(-?)(?:(\d+)\.)?(\d+):(\d+):(\d+)(?:\.(\d{1,7}))?$/.exec(span);
  if (!found) throw new UnsupportedError(`the span ${span}`);
  const [, sign, days = "0", hours = "0", minutes = "0", seconds = "0", fraction = ""] = found;
  const whole = ((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60n + BigInt(seconds);
  const value = whole * 1_000_000n + BigInt(fraction.padEnd(7, "0")) / 10n;
  return sign ? -value : value;
}

/** `dynamic(…)`: JSON, as it is written. */
function dynamic(node: Kusto.Language.Syntax.DynamicExpression): Sql {
  const json = textOf(node.Expression!);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new UnsupportedError("a dynamic value that is not JSON");
  }
  const strings = Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string");
  return {
    sql: value === null ? absent("dynamic") : `CAST(${text(json)} AS JSON)`,
    type: "dynamic",
    ...(strings && { literal: value as string[] }),
  };
}
