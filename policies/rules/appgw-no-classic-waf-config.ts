import { mustBeEmpty } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "appgw-no-classic-waf-config",
  severity: "critical",
  types: ["network:ApplicationGateway"],
  description: "Application Gateway has no firewall configuration of the old kind, which a firewall policy replaces.",
  remediation: "Remove webApplicationFirewallConfiguration and attach a firewall policy.",
  check: (gateway) => mustBeEmpty(gateway.at("webApplicationFirewallConfiguration"), "a firewall policy instead"),
});
