import { mustBeAtLeast, mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "waf-request-body-check",
  severity: "high",
  types: ["network:WebApplicationFirewallPolicy"],
  description: "The firewall looks into bodies of requests, at least into their beginning.",
  remediation: "Set policySettings.requestBodyCheck to true, and requestBodyInspectLimitInKB to 8 or more.",
  safe: { "policySettings/requestBodyCheck": true },
  check: (policy) => {
    const limit = policy.at("policySettings.requestBodyInspectLimitInKB");
    return [
      ...mustNotBe(policy.at("policySettings.requestBodyCheck"), false),
      ...(limit.isMissing ? [] : mustBeAtLeast(limit, 8, "KB")),
    ];
  },
});
