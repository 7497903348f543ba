import { mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "waf-request-body-check",
  severity: "high",
  types: ["network:WebApplicationFirewallPolicy"],
  description: "The firewall looks into bodies of requests.",
  remediation: "Set policySettings.requestBodyCheck to true.",
  safe: { "policySettings/requestBodyCheck": true },
  check: (policy) => mustNotBe(policy.at("policySettings.requestBodyCheck"), false),
});
