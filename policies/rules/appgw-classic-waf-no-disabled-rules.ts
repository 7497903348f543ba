import { mustBeEmpty } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "appgw-classic-waf-no-disabled-rules",
  severity: "low",
  types: ["network:ApplicationGateway"],
  description: "A firewall configuration of the old kind, where there is one, switches no rule off.",
  remediation: "Attach a firewall policy in its place.",
  check: (gateway) => mustBeEmpty(gateway.at("webApplicationFirewallConfiguration.disabledRuleGroups"), "none"),
});
