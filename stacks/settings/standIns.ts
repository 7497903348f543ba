import { z } from "zod";
import { Problem, pathOf } from "./problem";
import { settingsSchema } from "./schema";
import { unknownSecret } from "./secrets";
import { schemaAt, shapeOf } from "./shape";

/** The settings with secrets that nobody can decrypt here replaced by values of the right form. */
export interface WithStandIns {
  /** Top-level key → value, with no placeholder left but those of PFX, password and texts of an unknown form. */
  raw: Record<string, unknown>;
  /** One for each secret that was replaced. */
  warnings: Problem[];
}

/**
 * Puts a value of the right form in the place of each secret that could not be decrypted, so that a preview needs no secret. The PFX and
 * its password stay unknown: nothing of the plan's shape depends on them.
 */
export function withStandIns(raw: Readonly<Record<string, unknown>>, secretKeys: ReadonlySet<string>): WithStandIns {
  const warnings: Problem[] = [];
  const replaced = Object.entries(raw).map(([key, value]): [string, unknown] => [
    key,
    secretKeys.has(key) ? replacedAt([key], value, warnings) : value,
  ]);
  return { raw: Object.fromEntries(replaced), warnings };
}

function replacedAt(path: readonly PropertyKey[], value: unknown, warnings: Problem[]): unknown {
  if (value === unknownSecret) {
    const sample = sampleAt(path);
    if (sample !== undefined) warnings.push(warning(path, sample));
    return sample ?? value;
  }
  if (Array.isArray(value)) return value.map((item, index) => replacedAt([...path, index], item, warnings));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replacedAt([...path, key], item, warnings)]));
}

function warning(path: readonly PropertyKey[], sample: unknown): Problem {
  const taken = sample === unknownSecret ? "it is unknown in this plan" : `${JSON.stringify(sample)} stands for it in this plan`;
  return {
    path: pathOf(...path),
    got: JSON.stringify(unknownSecret),
    allowed: "PULUMI_CONFIG_PASSPHRASE set, to preview with the real value",
    message: `the secret cannot be decrypted here; ${taken}`,
  };
}

/** Texts of which one fits each kind of text that the settings have. */
const texts = [
  "00000000-0000-4000-8000-000000000000",
  "api://stand-in/gateway",
  "swedencentral",
  "stand-in.example.com",
  "stand-in@example.com",
  "10.0.0.0/24",
  "10.0.0.10",
  "2026-12-01",
  "1",
];

/** A value of the right form; undefined for a group or a list, whose shape nobody can guess, and for a text of a kind that is not listed. */
function sampleAt(path: readonly PropertyKey[]): unknown {
  const schema = schemaAt(settingsSchema, path);
  const inner = schema && shapeOf(schema).schema;
  if (!schema || !inner) return undefined;
  if (takes(schema, unknownSecret)) return unknownSecret;
  if (inner instanceof z.ZodEnum) return inner.options[0];
  if (inner instanceof z.ZodBoolean) return false;
  if (inner instanceof z.ZodNumber) return Math.max(inner.minValue ?? 1, 1);
  return texts.find((text) => takes(inner, text));
}

const takes = (schema: z.core.$ZodType, value: unknown): boolean => z.safeParse(schema, value).success;
