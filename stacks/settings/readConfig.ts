import { z } from "zod";
import { settingKey } from "./namespaces";
import { Problem } from "./problem";
import { settingsSchema } from "./schema";
import { unknownSecret } from "./secrets";
import { schemaAt, shapeOf } from "./shape";

/** The settings as they stand in the configuration of a stack, before any check. */
export interface RawSettings {
  /** Top-level key, without the project's name → value; keys without a value are left out. */
  raw: Record<string, unknown>;
  /** Top-level keys that hold a secret. */
  secretKeys: ReadonlySet<string>;
  /** Keys that would be skipped. */
  problems: Problem[];
}

/**
 * Brings the configuration of a stack into one form. It takes what Pulumi hands a program (full keys, objects as JSON
 * text) as well as the `config` section of a stack's file (short or full keys, objects as they are).
 *
 * - Keys of other namespaces are ignored; one that is misspelt, or given twice, is a problem.
 * - `""`, `{}`, `[]` and nothing count as not given: `Pulumi.yaml` declares them as defaults of optional keys.
 * - An encrypted value (`secure: …`) becomes a placeholder, and its top-level key is marked as secret.
 *
 * @param values Key → value.
 * @param project Namespace of the project.
 * @param secretKeys Keys that Pulumi marks as secret, short or full.
 */
export function readConfig(
  values: Readonly<Record<string, unknown>>,
  project: string,
  secretKeys: readonly string[] = [],
): RawSettings {
  const secrets = new Set(secretKeys.map((key) => settingKey(key, project).key).filter((key) => key !== undefined));
  const raw: Record<string, unknown> = {};
  const problems: Problem[] = [];
  const given = new Map<string, string>();
  for (const [fullKey, written] of Object.entries(values)) {
    const { key, problem } = settingKey(fullKey, project);
    if (problem) problems.push(problem);
    if (key === undefined) continue;
    const value = hideEncrypted(parseValue(key, written), () => secrets.add(key));
    if (isNothing(value)) continue;
    const twin = given.get(key);
    if (twin !== undefined) problems.push(twice(fullKey, twin));
    given.set(key, fullKey);
    raw[key] = value;
  }
  return { raw, secretKeys: secrets, problems };
}

const twice = (key: string, twin: string): Problem => ({
  path: key,
  got: "a setting that is there already",
  allowed: "each setting once",
  message: `${twin} says it too`,
});

/** Text keys stay as they are; everything else is JSON text in Pulumi's configuration. */
function parseValue(key: string, value: unknown): unknown {
  if (isTextKey(key)) return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch (error) {
    // Not JSON, so it is text where a group or a list belongs: the schema says so, with the path.
    if (error instanceof SyntaxError) return value;
    throw error;
  }
}

function isTextKey(key: string): boolean {
  const schema = schemaAt(settingsSchema, [key]);
  const inner = schema && shapeOf(schema).schema;
  return inner instanceof z.ZodString || inner instanceof z.ZodEnum;
}

function hideEncrypted(value: unknown, found: () => void): unknown {
  if (Array.isArray(value)) return value.map((item) => hideEncrypted(item, found));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0]?.[0] === "secure" && typeof entries[0][1] === "string") {
    found();
    return unknownSecret;
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, hideEncrypted(item, found)]));
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
