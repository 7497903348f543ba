import { deniesOutbound, rulesOf, servicesOf } from "../azure/securityRules";
import { unexpected } from "../base/findings";
import { stackRule } from "../base/rule";
import { strings } from "../base/settings";

/**
 * Below the rules of every group stand Azure's own `AllowVnetOutBound` and `AllowInternetOutBound` (Microsoft Learn, "Azure network security groups
 * overview"). A rule over the stack, because rules of a group can be resources of their own.
 */
export default stackRule({
  name: "nsg-outbound-denied",
  severity: "high",
  types: ["network:NetworkSecurityGroup"],
  description:
    "Network security groups deny what they do not allow to go out: Azure's own last rules let it out to the Internet and to all networks that are peered.",
  remediation: "Add an outbound rule with priority 4096 that denies every destination and port.",
  settings: {
    services: strings("Services whose subnets keep Azure's way out to the Internet.", ["applicationGateway"]),
  },
  check: (group, stack, { services }) => {
    const list = group.at("securityRules");
    if (list.isUnknown) return [unexpected(list, "rules that are known")];
    const rules = rulesOf(group, stack);
    if (rules.some(deniesOutbound) || servicesOf(rules).some((service) => services.includes(service))) return [];
    const unsure = rules.some((rule) => rule.isUnknown);
    return [{ message: "no rule denies what leaves the subnet; expected one", ...(unsure && { unknown: true as const }) }];
  },
});
