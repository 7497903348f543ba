import { mustBe, mustBeAtLeast } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "appgw-classic-waf-owasp3",
  severity: "low",
  types: ["network:ApplicationGateway"],
  description: "A firewall configuration of the old kind, where there is one, has rule set OWASP 3.",
  remediation: "Attach a firewall policy in its place.",
  check: (gateway) => {
    const old = gateway.at("webApplicationFirewallConfiguration");
    return old.isMissing ? [] : [...mustBe(old.at("ruleSetType"), "OWASP"), ...mustBeAtLeast(old.at("ruleSetVersion"), 3)];
  },
});
