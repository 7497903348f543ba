import { AnalyzerInfo, EnforcementLevel, PolicyConfig, PolicyInfo, PolicySeverity } from "@pulumi/pulumi/proto/analyzer_pb";
import { structOf } from "./monitor";
import type { PackConfig, PackInfo, RuleInfo, RuleLevel } from "./policyConfig";
import type { Props } from "../protocol/provider";

const levels: Record<RuleLevel, EnforcementLevel> = {
  advisory: EnforcementLevel.ADVISORY,
  mandatory: EnforcementLevel.MANDATORY,
  remediate: EnforcementLevel.REMEDIATE,
  disabled: EnforcementLevel.DISABLED,
};

const levelNames = new Map(Object.entries(levels).map(([name, level]) => [level, name as RuleLevel]));

/** Severities of the Analyzer service by number. */
export const severities: Record<PolicySeverity, RuleInfo["severity"]> = {
  [PolicySeverity.POLICY_SEVERITY_UNSPECIFIED]: "unspecified",
  [PolicySeverity.POLICY_SEVERITY_LOW]: "low",
  [PolicySeverity.POLICY_SEVERITY_MEDIUM]: "medium",
  [PolicySeverity.POLICY_SEVERITY_HIGH]: "high",
  [PolicySeverity.POLICY_SEVERITY_CRITICAL]: "critical",
};

/** What a pack says of itself through the Analyzer service. */
export function packInfo(info: AnalyzerInfo): PackInfo {
  const initial = [...info.getInitialconfigMap().entries()].map(
    ([name, config]) =>
      [name, { level: levelOf(config), settings: (config.getProperties()?.toJavaScript() ?? {}) as Props }] as const,
  );
  return { name: info.getName(), rules: info.getPoliciesList().map(ruleInfo), initial: new Map(initial) };
}

/** Level and settings of each rule, as the Analyzer service takes them. */
export function configMessages({ rules }: PackConfig): [rule: string, PolicyConfig][] {
  return [...rules].map(([name, { level, settings }]) => [
    name,
    new PolicyConfig().setEnforcementlevel(levels[level]).setProperties(structOf(settings)),
  ]);
}

function ruleInfo(rule: PolicyInfo): RuleInfo {
  const schema = rule.getConfigschema();
  return {
    name: rule.getName(),
    description: rule.getDescription(),
    remediation: rule.getRemediationSteps(),
    severity: severities[rule.getSeverity()],
    level: levelOf(rule),
    ...(schema && {
      schema: {
        properties: (schema.getProperties()?.toJavaScript() ?? {}) as NonNullable<RuleInfo["schema"]>["properties"],
        required: schema.getRequiredList(),
      },
    }),
  };
}

const levelOf = (from: { getEnforcementlevel(): EnforcementLevel }): RuleLevel =>
  levelNames.get(from.getEnforcementlevel()) ?? "mandatory";
