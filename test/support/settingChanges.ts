import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { parseSettings } from "../../stacks/settings/parse";
import { settingsSchema } from "../../stacks/settings/schema";
import { secretText } from "../../stacks/settings/schema/primitives";
import { elementOf, entriesOf, shapeOf, usableOptions } from "../../stacks/settings/shape";
import { Raw, settingsOf } from "./planHere";

type Schema = z.core.$ZodType;

/** A setting that has no settings inside: `openAi.regions[].deployments[].capacity`, `tags{}`. */
export interface Leaf {
  path: string;
  /** Keys on the way; `[]` for any entry of a list, `{}` for any of a map. */
  steps: string[];
  schema: Schema;
  /** A text that is never shown. */
  secret: boolean;
}

/** Every setting of the schema without settings inside. */
export function leaves(schema: Schema = settingsSchema, steps: string[] = []): Leaf[] {
  const entries = Object.entries(entriesOf(schema));
  if (entries.length > 0) return entries.flatMap(([key, inner]) => leaves(inner, [...steps, key]));
  const element = elementOf(schema);
  if (element) return leaves(element, [...steps, shapeOf(schema).schema instanceof z.ZodRecord ? "{}" : "[]"]);
  const path = steps.reduce((text, step) => (/^[[{]/.test(step) ? text + step : text ? `${text}.${step}` : step), "");
  return [{ path, steps, schema, secret: shapeOf(schema).schema === shapeOf(secretText).schema }];
}

const subscription = "/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/other-group/providers";

/** Texts of every kind that a setting may hold; the settings' own checks say which of them fit where. */
const texts = [
  "cccccccc-0000-4000-8000-000000000007", "api://contoso.com/another", "10.44.0.0/22", "10.44.1.0/26", "10.40.3.0/26", "10.9.0.0/16", "192.0.2.0/24",
  "10.40.0.77", "10.60.0.77", "10.70.0.77", "10.0.0.9", "francecentral", "swedencentral", "germanywestcentral", "claims-assistant", "gpt-5.4", "another@contoso.com", "another.contoso.com", "2027-02-01", "another",
  "https://kv-another.vault.azure.net/secrets/another", "zq7", "gpt-5.1", "gpt-5-mini", "text-embedding-3-large", "2025-08-07", "2026-02-02", "gpt-5.2@2026-01-01",
  "Microsoft.Default", "https://another.contoso.com", "standard", "premium", "batch", "3", "701234568", "Custom Name",
]; // prettier-ignore

function textsFor(schema: z.ZodString): string[] {
  const pattern = [...(schema.def.checks ?? [])].map((check) => String((check._zod.def as { pattern?: RegExp }).pattern ?? "")).join(" "); // prettier-ignore
  const [, type] = /providers\\?\/(.+?)\\?\/\[\^\\?\/\]\+\$/.exec(pattern) ?? [];
  return type ? [`${subscription}/${type.replaceAll("\\", "")}/another`, ...texts] : texts;
}

/** Values that a setting may have besides the one it has; some are refused by what other settings say. */
function candidates(schema: Schema, now: unknown): unknown[] {
  const inner = shapeOf(schema).schema;
  if (inner instanceof z.ZodBoolean) return [!(now ?? shapeOf(schema).default ?? true), true, false];
  if (inner instanceof z.ZodEnum) return usableOptions(inner);
  if (inner instanceof z.ZodUnion) return inner.options.flatMap((option) => candidates(option, now));
  if (inner instanceof z.ZodLiteral) return [...inner.values];
  if (inner instanceof z.ZodNumber) {
    const { minValue, maxValue } = inner;
    const from = typeof now === "number" ? now : Number(shapeOf(schema).default ?? minValue ?? 1);
    return [from + 1, from * 2, from - 1, from + 10, Math.ceil(from / 2), 1095, 200, 60, minValue, maxValue].filter(
      (one) => one !== null,
    );
  }
  return [...alike(now), ...(inner instanceof z.ZodString ? textsFor(inner) : texts)];
}

/** Values like the one that is there: the range beside it, the resource of the same name in another group. */
function alike(now: unknown): string[] {
  if (typeof now !== "string") return [];
  if (now.startsWith("/subscriptions/")) return [now.replace(/\/resourceGroups\/[^/]+/i, "/resourceGroups/other-group")];
  const [, begin = "", third = "", fourth = "", length = ""] = /^(\d+\.\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(now) ?? [];
  if (begin === "") return [];
  const smaller = `${begin}.${third}.${fourth}/${Number(length) + 1}`;
  return [smaller, ...[1, 2, 3, -1].map((step) => `${begin}.${Number(third) + step}.${fourth}/${length}`)];
}

/** Settings with another value at each place of a leaf, one after another. */
function* changed(raw: Raw, steps: readonly string[], schema: Schema): Generator<Raw> {
  const [step, ...rest] = steps;
  if (step === undefined) return yield* candidates(schema, raw) as Raw[];
  if (step === "[]") {
    const list = Array.isArray(raw) ? (raw as unknown[]) : [];
    for (let index = 0; index < list.length; index += 1)
      for (const value of changed(list[index] as Raw, rest, schema)) yield list.with(index, value) as Raw;
    for (const value of changed(undefined as unknown as Raw, rest, schema)) yield [...list, value] as Raw;
    return;
  }
  const keys = step === "{}" ? [...Object.keys(raw ?? {}), "another", "workspace", "gpt-5.1.input", "Sexual"] : [step];
  for (const key of keys) for (const value of changed(raw?.[key], rest, schema)) yield { ...raw, [key]: value };
}

/** A change of one setting that the settings accept. */
interface SettingChange {
  /** Environment of `test/fixtures` that it changes. */
  fixture: string;
  before: Raw;
  after: Raw;
}

/** Environments in which a change is tried, first ones first. */
const fixtures = ["dev", "max", "prod", "adopt", "standard-v2", "one-credential"];

/** What must be there before a setting can change alone: nobody may use a plan that gets another name, say. */
const prepared: Record<string, (raw: Raw) => void> = {
  "plans[].name": (raw) => raw.plans.unshift({ name: "unused", models: ["gpt-5.1"], tokensPerMinute: 1000 }),
  "openAi.regions[].deployments[].version": (raw) => (raw.accepted = { models: ["gpt-5.1@2026-02-02"] }),
  "openAi.storedObjectAccounts[].deployments[].version": (raw) => accept(raw, "gpt-5.1@2026-02-02"),
  "openAi.storedObjectAccounts[].deployments[].model": (raw) => accept(raw, "gpt-5.4@2025-11-13"),
  "openAi.storedObjectAccounts[].deployments[].format": (raw) => (raw.openAi.kind = "AIServices"),
  "monitoring.alertReceivers[].logicApp.workflowId": (raw) =>
    raw.monitoring?.alertReceivers?.push({
      name: "ticket",
      logicApp: {
        workflowId: `${subscription}/Microsoft.Logic/workflows/ticket`,
        callbackUrl: "https://prod-01.swedencentral.logic.azure.com/workflows/1",
      },
    }),
};

function accept(raw: Raw, model: string): void {
  raw.accepted = { ...raw.accepted, models: [...(raw.accepted?.models ?? []), model] };
}

const settled = (raw: Raw) => parseSettings(raw).settings;

/** A change of this setting alone in each environment of the tests that accepts one. */
export function* changesOf({ path, steps, schema }: Leaf): Generator<SettingChange> {
  for (const fixture of fixtures) {
    const before = settingsOf(fixture);
    prepared[path]?.(before);
    const now = settled(before);
    if (!now) throw new Error(`the settings of ${fixture} are refused before the change of ${path}`);
    for (const after of changed(before, steps, schema)) {
      const then = settled(after);
      if (!then || isDeepStrictEqual(then, now)) continue;
      yield { fixture, before, after };
      break;
    }
  }
}
