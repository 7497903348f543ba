import { mustBe, mustHaveEntries } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "waf-log-scrubbed",
  severity: "high",
  types: ["network:WebApplicationFirewallPolicy"],
  description: "The firewall's log hides what may hold prompts, keys and tokens.",
  remediation: 'Set policySettings.logScrubbing.state to "Enabled", with scrubbingRules that are enabled.',
  check: (policy) => {
    const scrubbing = policy.at("policySettings.logScrubbing");
    const rules = scrubbing.at("scrubbingRules");
    return [
      ...mustBe(scrubbing.at("state"), "Enabled"),
      ...mustHaveEntries(rules, "what is hidden"),
      ...rules.items().flatMap((rule) => mustBe(rule.at("state"), "Enabled")),
    ];
  },
});
