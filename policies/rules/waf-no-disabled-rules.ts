import { mustBe, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";
import { strings } from "../base/settings";

export default resourceRule({
  name: "waf-no-disabled-rules",
  severity: "high",
  types: ["network:WebApplicationFirewallPolicy"],
  description: "No rule of the firewall is switched off, and few only log.",
  remediation: "Remove the override, or let the rule log and see docs for the rules that may.",
  settings: {
    logOnly: strings("Rules that may log only: they take prompts for attacks.", [
      "942110",
      "942150",
      "942260",
      "942430",
      "942440",
    ]),
  },
  check: (policy, { logOnly }) =>
    policy
      .at("managedRules.managedRuleSets")
      .items()
      .flatMap((set) =>
        set
          .at("ruleGroupOverrides")
          .items()
          .flatMap((group) => {
            const rules = group.at("rules");
            if (rules.isUnknown) return [unexpected(rules, "overrides that are known")];
            const all = rules.isMissing ? [unexpected(rules, "single rules; without them the whole group is off")] : [];
            return [
              ...all,
              ...rules.items().flatMap((rule) => [
                ...mustBe(rule.at("state"), "Enabled"), // Azure takes a rule without a state for disabled
                ...(rule.at("action").is("Block", "AnomalyScoring", "JSChallenge") ||
                rule.at("action").isMissing ||
                (rule.at("action").is("Log") && rule.at("ruleId").is(...logOnly))
                  ? []
                  : [unexpected(rule.at("action"), `"Block" for rule ${rule.at("ruleId").text() ?? "?"}`)]),
              ]),
            ];
          }),
      ),
});
