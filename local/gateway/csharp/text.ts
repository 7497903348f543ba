import { formatDate, timeSpanText } from "./dates";
import { JArray, JObject, JProperty, JToken, JValue } from "./jsonTokens";
import { writeJson } from "./jsonWriter";
import { doubleText } from "./numbers";
import { Match, Regex } from "./regex";
import {
  Char,
  DateTime,
  DateTimeOffset,
  Dictionary,
  Double,
  Enum,
  Grouping,
  Guid,
  KeyValuePair,
  List,
  Sequence,
  TimeSpan,
  Value,
} from "./values";

const classNames: readonly (readonly [new (...args: never[]) => object, string])[] = [
  [Double, "double"],
  [Char, "char"],
  [DateTime, "DateTime"],
  [DateTimeOffset, "DateTimeOffset"],
  [TimeSpan, "TimeSpan"],
  [Guid, "Guid"],
  [JObject, "JObject"],
  [JArray, "JArray"],
  [JProperty, "JProperty"],
  [JValue, "JValue"],
  [List, "List"],
  [Dictionary, "Dictionary"],
  [Grouping, "IGrouping"],
  [Sequence, "IEnumerable"],
  [KeyValuePair, "KeyValuePair"],
  [Match, "Match"],
  [Regex, "Regex"],
];

/** Names found for classes, those below the listed ones included. */
const foundNames = new Map<unknown, string | undefined>(classNames);

function nameOfClass(type: unknown): string | undefined {
  if (!foundNames.has(type))
    foundNames.set(type, classNames.find(([base]) => (type as { prototype: unknown }).prototype instanceof base)?.[1]);
  return foundNames.get(type);
}

/** Name of a value's C# type. */
export function typeNameOf(value: Value): string {
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return "int";
  if (typeof value === "bigint") return "long";
  if (Array.isArray(value) || value instanceof Uint8Array) return "[]";
  if (value instanceof Enum) return value.type;
  const own = (value as { csType?: string } | null)?.csType;
  return own ?? nameOfClass((value as object).constructor) ?? "object";
}

/** `value.ToString()` with the invariant culture; null is the empty text. */
export function textOf(value: Value): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (value instanceof Double) return doubleText(value.value);
  if (value instanceof Char || value instanceof Guid) return value.value;
  if (value instanceof Enum) return value.name;
  if (value instanceof DateTime || value instanceof DateTimeOffset) return formatDate(value, "");
  if (value instanceof TimeSpan) return timeSpanText(value);
  if (value instanceof JValue) return textOf(value.value);
  if (value instanceof JToken) return writeJson(value, true);
  if (value instanceof KeyValuePair) return `[${textOf(value.key)}, ${textOf(value.value)}]`;
  if (value instanceof Match) return value.whole.value;
  if (value instanceof Regex) return value.pattern;
  return objectText(value);
}

/** What `object.ToString()` gives where a class has no text of its own: the name of the type. */
function objectText(value: object): string {
  if ("success" in value && "value" in value) return String(value.value);
  if (Array.isArray(value)) return "System.String[]";
  if (value instanceof List) return "System.Collections.Generic.List`1[System.String]";
  return typeNameOf(value);
}
