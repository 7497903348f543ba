import { AnalyzerInfo, EnforcementLevel, PolicyConfig, PolicyInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import { z } from "zod";
import { suggest } from "../../stacks/settings/suggest";
import { NotSimulatedError, PreviewError, UsageError } from "./errors";
import { structOf } from "./monitor";
import type { Props } from "../protocol/provider";

/** Settings of a pack's rules, as they are sent to it. */
export interface PackConfig {
  /** For each rule its level and settings, as the Analyzer service takes them. */
  messages: [rule: string, PolicyConfig][];
  /** Rules that are not disabled. */
  enabled: number;
}

/** Levels as a policy configuration file names them. */
const levels = {
  advisory: EnforcementLevel.ADVISORY,
  mandatory: EnforcementLevel.MANDATORY,
  remediate: EnforcementLevel.REMEDIATE,
  disabled: EnforcementLevel.DISABLED,
} as const;

/** What a policy configuration file says of one rule, or of `all`: a level, settings, or both. */
export type RuleConfig = keyof typeof levels | ({ enforcementLevel?: keyof typeof levels } & Props);

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
export function policyConfig(info: AnalyzerInfo, file: RuleConfigs = {}): PackConfig {
  checkFile(file, info);
  const initial = info.getInitialconfigMap();
  const all = initial.get("all");
  const messages = info.getPoliciesList().map((rule): [string, PolicyConfig] => {
    const own = initial.get(rule.getName());
    const { enforcementLevel: said = partsOf(file["all"]).enforcementLevel, ...settings } = partsOf(file[rule.getName()]);
    const packs = own?.getEnforcementlevel() ?? all?.getEnforcementlevel() ?? rule.getEnforcementlevel();
    const level = said ? levels[said] : packs;
    const props: Props = { ...defaults(rule), ...own?.getProperties()?.toJavaScript(), ...settings };
    check(rule, level, props);
    return [rule.getName(), new PolicyConfig().setEnforcementlevel(level).setProperties(structOf(props))];
  });
  return {
    messages,
    enabled: messages.filter(([, config]) => config.getEnforcementlevel() !== EnforcementLevel.DISABLED).length,
  };
}

const partsOf = (config: RuleConfig | undefined): Exclude<RuleConfig, string> =>
  typeof config === "string" ? { enforcementLevel: config } : (config ?? {});

const isObject = (value: unknown): value is Props => typeof value === "object" && value !== null && !Array.isArray(value);

function checkFile(file: unknown, info: AnalyzerInfo): asserts file is RuleConfigs {
  const problems = isObject(file)
    ? Object.entries(file).flatMap(([name, config]) => ruleProblems(name, config, info))
    : [`got ${JSON.stringify(file)}; allowed: an object such as {"rule": "advisory"}`];
  if (problems.length > 0) throw new UsageError(`policy configuration: ${problems.join("; ")}`);
}

/** What is wrong with what the file says of one rule, or of `all`. */
function ruleProblems(name: string, config: unknown, info: AnalyzerInfo): string[] {
  const rule = info.getPoliciesList().find((one) => one.getName() === name);
  if (!rule && name !== "all") return [unknownRule(name, info)];
  if (typeof config === "string") return levelProblems(name, config);
  if (!isObject(config)) return [`${name}: got ${JSON.stringify(config)}; allowed: a level, or an object of settings`];
  const { enforcementLevel, ...settings } = config;
  return [
    ...(enforcementLevel === undefined ? [] : levelProblems(name, enforcementLevel)),
    ...settingProblems(name, settings, rule),
  ];
}

function unknownRule(name: string, info: AnalyzerInfo): string {
  const meant = suggest(name, ["all", ...info.getPoliciesList().map((rule) => rule.getName())]);
  return `the pack ${info.getName()} has no rule ${name}${meant ? `; did you mean ${meant}?` : ""}`;
}

const levelProblems = (name: string, level: unknown): string[] =>
  typeof level === "string" && Object.hasOwn(levels, level)
    ? []
    : [`${name}: ${JSON.stringify(level)} is no level; allowed: ${Object.keys(levels).join(", ")}`];

/** What of a rule's settings does not fit its schema; `all` has no settings, and those of a rule without a schema are its own affair. */
function settingProblems(name: string, settings: Props, rule: PolicyInfo | undefined): string[] {
  if (rule && !rule.hasConfigschema()) return [];
  const properties = schemasOf(rule);
  const allowed = [...Object.keys(properties), "enforcementLevel"].join(", ");
  const unknown = Object.keys(settings).filter((key) => !Object.hasOwn(properties, key));
  const wrong = z.fromJSONSchema({ type: "object", properties }).safeParse(settings).error?.issues ?? [];
  return [
    ...unknown.map((key) => `${name} has no setting ${key}; allowed: ${allowed}`),
    ...wrong.map(({ path, message }) => `${[name, ...path].join(".")}: got ${textAt(settings, path)}; ${message}`),
  ];
}

const textAt = (settings: unknown, path: readonly PropertyKey[]): string =>
  JSON.stringify(path.reduce((at, step) => (at as Record<PropertyKey, unknown>)[step], settings));

type Schemas = Record<string, z.core.JSONSchema.JSONSchema>;

/** The schemas of a rule's settings by name. */
const schemasOf = (rule: PolicyInfo | undefined): Schemas =>
  (rule?.getConfigschema()?.getProperties()?.toJavaScript() ?? {}) as Schemas;

function defaults(rule: PolicyInfo): Props {
  return Object.fromEntries(
    Object.entries(schemasOf(rule))
      .filter(([, schema]) => schema.default !== undefined)
      .map(([name, schema]) => [name, schema.default]),
  );
}

function check(rule: PolicyInfo, level: EnforcementLevel, props: Props): void {
  if (level === EnforcementLevel.REMEDIATE) throw new NotSimulatedError(`remediation by a rule (${rule.getName()})`);
  const missing =
    rule
      .getConfigschema()
      ?.getRequiredList()
      .filter((name) => props[name] === undefined) ?? [];
  if (missing.length > 0) throw new PreviewError(`the rule ${rule.getName()} has no value for: ${missing.join(", ")}`);
}
