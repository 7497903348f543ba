import { mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "waf-enabled",
  severity: "critical",
  types: ["network:WebApplicationFirewallPolicy"],
  description: "The web application firewall is switched on.",
  remediation: 'Set policySettings.state to "Enabled".',
  check: (policy) => mustNotBe(policy.at("policySettings.state"), "Disabled"),
});
