import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "waf-prevention-mode",
  severity: "critical",
  types: ["network:WebApplicationFirewallPolicy"],
  description: "The web application firewall blocks attacks and does not only log them.",
  remediation: 'Set policySettings.mode to "Prevention".',
  safe: { "policySettings/mode": "Prevention" },
  check: (policy) => mustBe(policy.at("policySettings.mode"), "Prevention"),
});
