import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

/** Microsoft does not document what a policy without a state is, so the state must be said. */
export default resourceRule({
  name: "waf-enabled",
  severity: "critical",
  types: ["network:WebApplicationFirewallPolicy"],
  description: "The web application firewall is switched on.",
  remediation: 'Set policySettings.state to "Enabled".',
  safe: { "policySettings/state": "Enabled" },
  check: (policy) => mustBe(policy.at("policySettings.state"), "Enabled"),
});
