import { z } from "zod";
import { Problem, pathOf } from "./problem";
import { settingsSchema } from "./schema";
import { regionFault } from "./regionNames";
import { region } from "./schema/primitives";
import { gotAt, redact } from "./secrets";
import { allowedBy, entriesOf, schemaAt, shapeOf, usableOptions } from "./shape";
import { suggest } from "./suggest";

/** What the problems are about: the settings as written, and which of their top-level keys hold secrets. */
export interface Written {
  /** Top-level key → value, before any default. */
  raw: Readonly<Record<string, unknown>>;
  /** Keys whose texts are not printed. */
  secretKeys: ReadonlySet<string>;
}

/** The problems that zod found, one for each value or unknown key. A setting that is missing because its name is misspelt is said once. */
export function schemaProblems(issues: readonly z.core.$ZodIssue[], written: Written): Problem[] {
  const misspelt = new Set(issues.flatMap(meantSettings));
  return issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(issue.path, key));
    if (issue.code === "invalid_key") return [badName(issue)];
    const isSaid = valueAt(written.raw, issue.path) === undefined && misspelt.has(pathOf(...issue.path));
    return isSaid ? [] : [badValue(issue.path, written)];
  });
}

/** Paths of the settings that the unknown keys of an issue were probably meant to be. */
function meantSettings(issue: z.core.$ZodIssue): string[] {
  if (issue.code !== "unrecognized_keys") return [];
  return issue.keys.flatMap((key) => {
    const meant = suggest(key, settingsIn(issue.path));
    return meant === undefined ? [] : [pathOf(...issue.path, meant)];
  });
}

/** Names of the settings in a group. */
function settingsIn(path: readonly PropertyKey[]): string[] {
  const group = schemaAt(settingsSchema, path);
  return group ? Object.keys(entriesOf(group)) : [];
}

function badValue(path: readonly PropertyKey[], { raw, secretKeys }: Written): Problem {
  const value = valueAt(raw, path);
  const schema = schemaAt(settingsSchema, path);
  const allowed = schema ? allowedBy(schema) : "see docs/settings.md";
  const hint = schema && !isHidden(path, value, secretKeys) ? hintFor(schema, value) : "";
  const message = value === undefined ? `is missing; it must be ${allowed}` : `must be ${allowed}${hint}`;
  return { path: pathOf(...path), got: gotAt(path, value, secretKeys), allowed, message };
}

const valueAt = (raw: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((at, step) => (at as Record<PropertyKey, unknown> | undefined | null)?.[step], raw);

const isHidden = (path: readonly PropertyKey[], value: unknown, secretKeys: ReadonlySet<string>): boolean =>
  redact(path, value, secretKeys) !== value;

/** What a text was probably meant to be, where what is allowed can be listed. */
function hintFor(schema: z.core.$ZodType, value: unknown): string {
  const inner = shapeOf(schema).schema;
  const otherType = typeHint(inner, value);
  if (otherType || typeof value !== "string") return otherType;
  if (allowedBy(schema) === allowedBy(region)) return `; ${value} ${regionFault(value) ?? "is one, written otherwise"}`;
  const meant = inner instanceof z.ZodEnum ? suggest(value, usableOptions(inner)) : undefined;
  return meant === undefined ? "" : `; did you mean ${meant}?`;
}

/** What to do about the quotes, where a value would be right with or without them. */
function typeHint(schema: z.core.$ZodType, value: unknown): string {
  const isText = schema instanceof z.ZodString || schema instanceof z.ZodEnum;
  if (isText && (typeof value === "number" || typeof value === "boolean")) return "; put it in quotes";
  if (typeof value !== "string") return "";
  if (schema instanceof z.ZodNumber && /^[-+]?\d+(\.\d+)?$/.test(value)) return "; take it out of its quotes";
  if (!(schema instanceof z.ZodBoolean)) return "";
  if (/^(true|yes|on)$/i.test(value)) return "; write true, without quotes";
  return /^(false|no|off)$/i.test(value) ? "; write false, without quotes" : "";
}

/** The value of an unknown key is not shown: it may be a secret under a misspelt name. */
function unknownKey(parent: readonly PropertyKey[], key: string): Problem {
  const known = settingsIn(parent);
  const meant = suggest(key, known);
  return {
    path: pathOf(...parent, key),
    got: "an unknown setting",
    allowed: known.join(", "),
    message: meant ? `is not a setting; did you mean ${meant}?` : "is not a setting",
  };
}

function badName(issue: z.core.$ZodIssueInvalidKey): Problem {
  const allowed = (issue.issues[0]?.message ?? "must be another name").replace(/^must be /, "");
  const name = issue.path.at(-1);
  return { path: pathOf(...issue.path), got: JSON.stringify(name), allowed, message: `the name must be ${allowed}` };
}
