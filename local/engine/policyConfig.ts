import { AnalyzerInfo, EnforcementLevel, PolicyConfig, PolicyInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import { NotSimulatedError, PreviewError } from "./errors";
import { structOf } from "./monitor";
import { Props } from "./provider";

/** Settings of a pack's rules, as they are sent to it. */
export interface PackConfig {
  messages: [rule: string, PolicyConfig][];
  /** Rules that are not disabled. */
  enabled: number;
}

/**
 * Settings of every rule of a pack: the defaults of the rule's schema, then what the pack sets itself. The engine
 * does this, not the pack: without it a rule sees no defaults.
 */
export function policyConfig(info: AnalyzerInfo): PackConfig {
  const initial = info.getInitialconfigMap();
  const all = initial.get("all");
  const messages = info.getPoliciesList().map((rule): [string, PolicyConfig] => {
    const own = initial.get(rule.getName());
    const level = own?.getEnforcementlevel() ?? all?.getEnforcementlevel() ?? rule.getEnforcementlevel();
    const props: Props = { ...defaults(rule), ...own?.getProperties()?.toJavaScript() };
    check(rule, level, props);
    return [rule.getName(), new PolicyConfig().setEnforcementlevel(level).setProperties(structOf(props))];
  });
  return {
    messages,
    enabled: messages.filter(([, config]) => config.getEnforcementlevel() !== EnforcementLevel.DISABLED).length,
  };
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
