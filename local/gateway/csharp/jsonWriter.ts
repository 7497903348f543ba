import { isoText } from "./dates";
import { doubleText } from "./numbers";
import { JArray, JObject, JProperty, JToken, JValue } from "./jsonTokens";
import { DateTime, Double } from "./values";

/** Writes JSON as Newtonsoft.Json does. */
export const writeJson = (token: JToken, indented: boolean): string => write(token, indented, 0);

function write(token: JToken, indented: boolean, depth: number): string {
  if (token instanceof JValue) return valueText(token.value);
  if (token instanceof JProperty) return `${quoted(token.name)}:${indented ? " " : ""}${write(token.value, indented, depth)}`;
  const [open, close] = token instanceof JObject ? "{}" : "[]";
  const children = (token as JObject | JArray).children();
  if (children.length === 0) return `${open}${close}`;
  const line = (level: number): string => (indented ? `\n${"  ".repeat(level)}` : "");
  const written = children.map((child) => `${line(depth + 1)}${write(child, indented, depth + 1)}`);
  return `${open}${written.join(",")}${line(depth)}${close}`;
}

function valueText(value: JValue["value"]): string {
  if (value === null || typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (value instanceof DateTime) return `"${isoText(value)}"`;
  return value instanceof Double ? jsonDouble(value.value) : quoted(value);
}

function jsonDouble(value: number): string {
  if (!Number.isFinite(value)) return `"${Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity"}"`;
  const text = doubleText(value, true);
  return /[.E]/.test(text) ? text : `${text}.0`;
}

const escapes: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
  '"': '\\"',
  "\\": "\\\\",
};

const quoted = (text: string): string =>
  `"${text.replace(
    /["\\\u0000-\u001f\u0085\u2028\u2029]/g,
    (character) => escapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  )}"`;
