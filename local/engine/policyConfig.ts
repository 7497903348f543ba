import { createRequire } from "node:module";
import type { z } from "zod";
import { suggest } from "../../stacks/settings/suggest";
import { PreviewError, UsageError } from "./errors";
import { isObject } from "../protocol/markers";
import type { Props } from "../protocol/provider";

/** What checks settings is needed only where a file has some. */
const load = createRequire(__filename);

/** Levels as a policy configuration file names them. */
export const levels = ["advisory", "mandatory", "remediate", "disabled"] as const;

/** What becomes of a violation: told, refused, mended; or the rule is not applied. */
export type RuleLevel = (typeof levels)[number];

type Schemas = Record<string, z.core.JSONSchema.JSONSchema>;

/** What a pack says of one of its rules. */
export interface RuleInfo {
  /** Name of the rule in its pack. */
  name: string;
  /** What the rule is for. */
  description: string;
  /** What to change when it is broken. */
  remediation: string;
  /** As the rule declares it; `unspecified` where it does not. */
  severity: "low" | "medium" | "high" | "critical" | "unspecified";
  /** As the rule declares it. */
  level: RuleLevel;
  /** Settings by name, and those that must be given. @default none are checked */
  schema?: { properties: Schemas; required: readonly string[] };
}

/** Level and settings of a rule. */
export interface RuleSettings {
  /** What becomes of a violation. */
  level: RuleLevel;
  /** Values of the rule's settings by name. */
  settings: Props;
}

/** What a pack says of itself. */
export interface PackInfo {
  /** Name that the pack gives itself. */
  name: string;
  /** In the order of the pack. */
  rules: readonly RuleInfo[];
  /** What the pack sets for its rules, or for `all`, where a project sets nothing. */
  initial: ReadonlyMap<string, RuleSettings>;
}

/** Settings of a pack's rules, with which it is started. */
export interface PackConfig {
  /** By name of the rule, in the order of the pack. */
  rules: ReadonlyMap<string, RuleSettings>;
  /** Rules that are not disabled. */
  enabled: number;
}

/** What a policy configuration file says of one rule, or of `all`: a level, settings, or both. */
export type RuleConfig = RuleLevel | ({ enforcementLevel?: RuleLevel } & Props);

/** A CrossGuard policy configuration file (`--policy-pack-config`): rule, or `all` → level and settings. */
export type RuleConfigs = Record<string, RuleConfig>;

/**
 * Settings of every rule of a pack: the defaults of the rule's schema, then what the pack sets itself, then the file's.
 * The engine does this, not the pack: without it a rule sees no defaults.
 *
 * @param file Content of the policy configuration file; it is checked here.
 * @throws UsageError with everything that the file has wrong: rules and settings that the pack does not have, levels and values
 * that do not exist.
 */
export function policyConfig(info: PackInfo, file: RuleConfigs = {}): PackConfig {
  checkFile(file, info);
  const all = info.initial.get("all");
  const rules = info.rules.map((rule): [string, RuleSettings] => {
    const own = info.initial.get(rule.name);
    const { enforcementLevel: said = partsOf(file["all"]).enforcementLevel, ...given } = partsOf(file[rule.name]);
    const level = said ?? own?.level ?? all?.level ?? rule.level;
    const settings: Props = { ...defaults(rule), ...own?.settings, ...given };
    check(rule, settings);
    return [rule.name, { level, settings }];
  });
  return { rules: new Map(rules), enabled: rules.filter(([, { level }]) => level !== "disabled").length };
}

const partsOf = (config: RuleConfig | undefined): Exclude<RuleConfig, string> =>
  typeof config === "string" ? { enforcementLevel: config } : (config ?? {});

function checkFile(file: unknown, info: PackInfo): asserts file is RuleConfigs {
  const problems = isObject(file)
    ? Object.entries(file).flatMap(([name, config]) => ruleProblems(name, config, info))
    : [`got ${JSON.stringify(file)}; allowed: an object such as {"rule": "advisory"}`];
  if (problems.length > 0) throw new UsageError(`policy configuration: ${problems.join("; ")}`);
}

/** What is wrong with what the file says of one rule, or of `all`. */
function ruleProblems(name: string, config: unknown, info: PackInfo): string[] {
  const rule = info.rules.find((one) => one.name === name);
  if (!rule && name !== "all") return [unknownRule(name, info)];
  if (typeof config === "string") return levelProblems(name, config);
  if (!isObject(config)) return [`${name}: got ${JSON.stringify(config)}; allowed: a level, or an object of settings`];
  const { enforcementLevel, ...settings } = config;
  return [
    ...(enforcementLevel === undefined ? [] : levelProblems(name, enforcementLevel)),
    ...settingProblems(name, settings, rule),
  ];
}

function unknownRule(name: string, info: PackInfo): string {
  const meant = suggest(name, ["all", ...info.rules.map((rule) => rule.name)]);
  return `the pack ${info.name} has no rule ${name}${meant ? `; did you mean ${meant}?` : ""}`;
}

const levelProblems = (name: string, level: unknown): string[] =>
  (levels as readonly unknown[]).includes(level)
    ? []
    : [`${name}: ${JSON.stringify(level)} is no level; allowed: ${levels.join(", ")}`];

/** What of a rule's settings does not fit its schema; `all` has no settings, and those of a rule without a schema are its own affair. */
function settingProblems(name: string, settings: Props, rule: RuleInfo | undefined): string[] {
  if ((rule && !rule.schema) || Object.keys(settings).length === 0) return [];
  const properties = schemasOf(rule);
  const allowed = [...Object.keys(properties), "enforcementLevel"].join(", ");
  const unknown = Object.keys(settings).filter((key) => !Object.hasOwn(properties, key));
  const zod = load("zod") as typeof import("zod");
  const wrong = zod.z.fromJSONSchema({ type: "object", properties }).safeParse(settings).error?.issues ?? [];
  return [
    ...unknown.map((key) => `${name} has no setting ${key}; allowed: ${allowed}`),
    ...wrong.map(
      ({ path, message }) =>
        `${[name, ...path].join(".")}: got ${textAt(settings, path)}; ${formAt(properties, path) ?? message}`,
    ),
  ];
}

/** What the schema says of each string of a list that must be of a form; undefined where it says nothing. */
function formAt(properties: Schemas, [key, index]: readonly PropertyKey[]): string | undefined {
  const items = typeof index === "number" ? properties[String(key)]?.items : undefined;
  return isObject(items) && typeof items.description === "string" ? `allowed: ${items.description}` : undefined;
}

const textAt = (settings: unknown, path: readonly PropertyKey[]): string =>
  JSON.stringify(path.reduce((at, step) => (at as Record<PropertyKey, unknown>)[step], settings));

/** The schemas of a rule's settings by name. */
const schemasOf = (rule: RuleInfo | undefined): Schemas => rule?.schema?.properties ?? {};

function defaults(rule: RuleInfo): Props {
  return Object.fromEntries(
    Object.entries(schemasOf(rule))
      .filter(([, schema]) => schema.default !== undefined)
      .map(([name, schema]) => [name, schema.default]),
  );
}

function check(rule: RuleInfo, settings: Props): void {
  const missing = rule.schema?.required.filter((name) => settings[name] === undefined) ?? [];
  if (missing.length > 0) throw new PreviewError(`the rule ${rule.name} has no value for: ${missing.join(", ")}`);
}
