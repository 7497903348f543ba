import { AnalyzerInfo, EnforcementLevel, PolicyConfig, PolicyInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import { NotSimulatedError, PreviewError, UsageError } from "./errors";
import { structOf } from "./monitor";
import { Props } from "./provider";

/** Settings of a pack's rules, as they are sent to it. */
export interface PackConfig {
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
 * @param file Content of the policy configuration file.
 * @throws UsageError when the file names a rule that the pack does not have, or a level that does not exist.
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

function checkFile(file: RuleConfigs, info: AnalyzerInfo): void {
  const rules = new Set(["all", ...info.getPoliciesList().map((rule) => rule.getName())]);
  const unknown = Object.keys(file).filter((name) => !rules.has(name));
  const wrong = Object.entries(file).flatMap(([name, config]) => {
    const { enforcementLevel } = partsOf(config);
    return enforcementLevel === undefined || enforcementLevel in levels ? [] : [`${name}: ${JSON.stringify(enforcementLevel)}`];
  });
  const problems = [
    ...(unknown.length > 0 ? [`the pack ${info.getName()} has no rule ${unknown.join(", ")}`] : []),
    ...wrong.map((text) => `${text} is no level; allowed: ${Object.keys(levels).join(", ")}`),
  ];
  if (problems.length > 0) throw new UsageError(`policy configuration: ${problems.join("; ")}`);
}

function defaults(rule: PolicyInfo): Props {
  const properties = (rule.getConfigschema()?.getProperties()?.toJavaScript() ?? {}) as Record<string, { default?: unknown }>;
  return Object.fromEntries(
    Object.entries(properties)
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
