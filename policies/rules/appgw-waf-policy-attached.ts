import { mustBeSet } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "appgw-waf-policy-attached",
  severity: "critical",
  types: ["network:ApplicationGateway"],
  description: "Application Gateway has a firewall policy.",
  remediation: "Set firewallPolicy.id to a network.WebApplicationFirewallPolicy.",
  check: (gateway) => mustBeSet(gateway.at("firewallPolicy.id"), "the id of a firewall policy"),
});
