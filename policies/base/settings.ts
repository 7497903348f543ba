import type { PolicyConfigSchema } from "@pulumi/policy";

type JsonSchema = PolicyConfigSchema["properties"][string];

/** A setting of a rule: its JSON schema, and the value when a project sets none. */
export interface Setting<T> {
  /** Type, description and allowed values. */
  schema: JsonSchema;
  /** Value when a project sets none. */
  default: T;
}

/** The settings of a rule by name. */
export type Settings = Record<string, Setting<unknown>>;

/** The values of a rule's settings. */
export type ConfigOf<S extends Settings> = { [K in keyof S]: S[K] extends Setting<infer T> ? T : never };

/** What happens to a value that is not known before deployment: as a violation, as advice, or nothing. */
export type OnUnknown = "fail" | "advisory" | "ignore";

/** What a string of a list looks like. */
export interface Form {
  /** For messages, with an example. */
  description: string;
  /** Without flags, and of what RE2 takes: Pulumi checks it in Go. */
  pattern: RegExp;
}

/** A list of strings, each of the form that is given. */
export function strings(description: string, value: readonly string[], form?: Form): Setting<readonly string[]> {
  const items = { type: "string" as const, ...(form && { description: form.description, pattern: form.pattern.source }) };
  return setting({ type: "array", items, description }, value);
}

/** A string, one of `values` when they are given. */
export function text(description: string, value: string, values?: string[]): Setting<string> {
  return setting({ type: "string", description, ...(values && { enum: values }) }, value);
}

/** A switch. */
export function flag(description: string, value: boolean): Setting<boolean> {
  return setting({ type: "boolean", description }, value);
}

/** A whole number, within `least` and `most`. */
export function number(description: string, value: number, [least, most]: readonly [number, number?] = [0]): Setting<number> {
  return setting({ type: "integer", minimum: least, ...(most !== undefined && { maximum: most }), description }, value);
}

/** A map from a name to a list of strings. */
export function stringLists(
  description: string,
  value: Readonly<Record<string, readonly string[]>>,
): Setting<Readonly<Record<string, readonly string[]>>> {
  return setting({ type: "object", additionalProperties: { type: "array", items: { type: "string" } }, description }, value);
}

/** The setting that every rule has. */
export function onUnknownSetting(value: OnUnknown): Setting<OnUnknown> {
  return setting(
    {
      type: "string",
      enum: ["fail", "advisory", "ignore"],
      description: "What a value not known before deployment counts as: a violation, advice, or nothing.",
    },
    value,
  );
}

/** The schema that Pulumi checks a project's configuration of the rule against. */
export function configSchema(settings: Settings): PolicyConfigSchema {
  return { properties: Object.fromEntries(Object.entries(settings).map(([name, { schema }]) => [name, schema])) };
}

/** The defaults with a project's values over them: the engine fills in defaults, other callers of a pack do not. */
export function withDefaults<S extends Settings>(settings: S, given: Record<string, unknown>): ConfigOf<S> {
  const entries = Object.entries(settings).map(([name, one]) => [name, given[name] ?? one.default]);
  return Object.fromEntries(entries) as ConfigOf<S>;
}

function setting<T>(schema: JsonSchema, value: T): Setting<T> {
  return { schema: { ...schema, default: value as JsonSchema["default"] }, default: value };
}
