import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "appgw-classic-waf-prevention",
  severity: "low",
  types: ["network:ApplicationGateway"],
  description: "A firewall configuration of the old kind, where there is one, blocks attacks.",
  remediation: "Attach a firewall policy in its place.",
  check: (gateway) => {
    const old = gateway.at("webApplicationFirewallConfiguration");
    return old.isMissing ? [] : [...mustBe(old.at("firewallMode"), "Prevention"), ...mustBe(old.at("enabled"), true)];
  },
});
