import type { Json, JsonObject } from "./answer";
import type { Answers } from "./call";

/** Longest part of the question that an answer repeats. */
const repeated = 200;

/** Answers that say which model answers what: the same question gives the same answer. */
export const scriptedAnswers: Answers = {
  text: (texts, { model }) => `${model} answers: ${(texts.at(-1) ?? "").slice(0, repeated)}`,
};

/** A prompt with this text is refused by the content filter. */
export const filteredText = "shield-content-filter-test";

/** The pieces of a text that a stream sends one by one: words with the space before them. */
export const pieces = (text: string): string[] => text.match(/\s*\S+|\s+$/g) ?? [];

/**
 * The smallest value that a JSON schema allows, for the arguments of functions and for structured answers. Keywords that it does not read
 * (patterns, formats) may make the value invalid.
 */
export function sampleOf(schema: Json | undefined, root: Json | undefined = schema, depth = 0): Json {
  if (!isObject(schema) || depth > 8) return null;
  const again = (inner: Json | undefined): Json => sampleOf(inner, root, depth + 1);
  if (typeof schema.$ref === "string") return again(referenced(schema.$ref, root));
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0] ?? null;
  const choice = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choice)) return again(choice[0]);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case "string":
      return "example";
    case "integer":
    case "number":
      return typeof schema.minimum === "number" ? schema.minimum : 1;
    case "boolean":
      return true;
    case "array":
      return schema.items === undefined ? [] : [again(schema.items)];
    case "null":
      return null;
    default:
      return Object.fromEntries(
        Object.entries(isObject(schema.properties) ? schema.properties : {}).map(([k, v]) => [k, again(v)]),
      );
  }
}

function referenced(reference: string, root: Json | undefined): Json | undefined {
  return reference
    .replace(/^#\/?/, "")
    .split("/")
    .filter(Boolean)
    .reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), root);
}

/** Whether a value of JSON is an object. */
export const isObject = (value: Json | undefined): value is JsonObject =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/** The texts of a message's or item's content: a string, or parts that hold one. */
export function textsOf(content: Json | undefined): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content
    .map((part) => (isObject(part) ? part.text : part))
    .filter((text): text is string => typeof text === "string")
    .join("\n");
}
