import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "waf-managed-rulesets",
  severity: "high",
  types: ["network:WebApplicationFirewallPolicy"],
  description: "The firewall has Microsoft's rule set from 2.1 on and that against bots.",
  remediation: "Add Microsoft_DefaultRuleSet 2.1 and Microsoft_BotManagerRuleSet 1.0 to managedRules.managedRuleSets.",
  check: (policy) => {
    const sets = policy.at("managedRules.managedRuleSets");
    const has = (type: string, least: number) =>
      sets.items().some((one) => one.at("ruleSetType").is(type) && (one.at("ruleSetVersion").number() ?? 0) >= least);
    const missing = [["Microsoft_DefaultRuleSet", 2.1] as const, ["Microsoft_BotManagerRuleSet", 1] as const].filter(
      ([type, least]) => !has(type, least),
    );
    return missing.map(([type, least]) => unexpected(sets, `${type} ${least} or later`));
  },
});
