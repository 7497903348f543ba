import { z } from "zod";

type Schema = z.core.$ZodType;

/** What a place in the schema is, without the wrappers that make it optional or give it a default. */
export interface Shape {
  /** The schema inside the wrappers. */
  schema: Schema;
  /** Text of the outermost `describe`; empty without one. */
  description: string;
  /** Whether the value may be left out. */
  optional: boolean;
  /** Value when it is left out; undefined when nothing then. Groups of settings have none: their entries do. */
  default?: unknown;
}

/** Takes the wrappers of a schema off. */
export function shapeOf(schema: Schema): Shape {
  const shape: Shape = { schema, description: "", optional: false };
  for (let inner: Schema | undefined = schema; inner; inner = unwrapped(inner)) {
    shape.schema = inner;
    shape.description ||= z.globalRegistry.get(inner)?.description ?? "";
    if (inner instanceof z.ZodDefault) shape.default ??= inner.def.defaultValue;
    shape.optional ||= inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault || inner instanceof z.ZodOptional;
  }
  return shape;
}

function unwrapped(schema: Schema): Schema | undefined {
  if (schema instanceof z.ZodPipe) return schema.in;
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional)
    return schema.unwrap();
  return undefined;
}

/** The named entries of a group of settings; empty for every other kind. */
export function entriesOf(schema: Schema): Record<string, Schema> {
  const inner = shapeOf(schema).schema;
  return inner instanceof z.ZodObject ? inner.shape : {};
}

/** What a list or a map holds; undefined for every other kind. */
export function elementOf(schema: Schema): Schema | undefined {
  const inner = shapeOf(schema).schema;
  if (inner instanceof z.ZodArray) return inner.element;
  if (inner instanceof z.ZodRecord) return inner.valueType;
  return undefined;
}

/** The entry of a group with this name, and nothing that every object has, such as `constructor`. */
const entryOf = (schema: Schema, name: string): Schema | undefined => {
  const entries = entriesOf(schema);
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
};

/** The schema at a path; undefined when the path leads nowhere. */
export function schemaAt(schema: Schema, path: readonly PropertyKey[]): Schema | undefined {
  return path.reduce<Schema | undefined>((at, step) => at && (entryOf(at, String(step)) ?? elementOf(at)), schema);
}

/** What a value may be, in words that follow "must be". */
export function allowedBy(schema: Schema): string {
  const inner = shapeOf(schema).schema;
  if (inner instanceof z.ZodEnum) return `one of ${usableOptions(inner).join(", ")}`;
  if (inner instanceof z.ZodBoolean) return "true or false";
  if (inner instanceof z.ZodNumber) return numberWords(inner);
  if (inner instanceof z.ZodArray) return listWords(inner);
  if (inner instanceof z.ZodRecord) return `a map of names; each value ${allowedBy(inner.valueType)}`;
  if (inner instanceof z.ZodObject) return `a group with the settings ${Object.keys(inner.shape).join(", ")}`;
  return textWords(inner);
}

/** The values of an enumeration that are really accepted: some are known only to be refused with the reason. */
export function usableOptions(schema: z.ZodEnum): string[] {
  const refused: unknown = z.globalRegistry.get(schema)?.refused ?? [];
  return schema.options.map(String).filter((option) => !(Array.isArray(refused) && refused.includes(option)));
}

function listWords(schema: z.ZodArray): string {
  const list = schema.safeParse([]).success ? "a list" : "a list of at least one entry";
  const element = shapeOf(schema.element).schema;
  return element instanceof z.ZodObject ? list : `${list}; each ${allowedBy(element)}`;
}

function numberWords(schema: z.ZodNumber): string {
  const kind = schema.isInt ? "a whole number" : "a number";
  const { minValue: min, maxValue: max } = schema;
  if (!schema.isInt) return min === 0 ? `${kind} above 0` : kind;
  return max !== null && max < Number.MAX_SAFE_INTEGER ? `${kind} from ${min} to ${max}` : `${kind} of at least ${min}`;
}

/** No pattern of the settings takes this, so a schema with a pattern answers with its message. */
const impossible = "\u0000";

function textWords(schema: Schema): string {
  const { minLength = null, maxLength = null } = schema instanceof z.ZodString ? schema : {};
  const length = [minLength && minLength > 1 ? `at least ${minLength}` : "", maxLength ? `at most ${maxLength}` : ""];
  const limits = length.filter(Boolean).join(" and ");
  const pattern = z
    .safeParse(schema, impossible)
    .error?.issues.find((issue) => issue.code === "invalid_format")
    ?.message.replace(/^must be /, "");
  return (pattern ?? "text") + (limits && ` (${limits} characters)`);
}
