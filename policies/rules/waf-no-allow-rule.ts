import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "waf-no-allow-rule",
  severity: "critical",
  types: ["network:WebApplicationFirewallPolicy"],
  description: "No rule of the stack's own lets requests past the firewall's other rules.",
  remediation: "Remove custom rules with action Allow, or let them block, log or limit.",
  check: (policy) =>
    policy.at("customRules").isUnknown
      ? mustBe(policy.at("customRules"), "Block")
      : policy
          .at("customRules")
          .items()
          .flatMap((rule) => mustBe(rule.at("action"), "Block", "Log", "JSChallenge")),
});
