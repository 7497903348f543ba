import { deniesOutbound, opensInternet, rulesOf, Service, servicesOf, signatures } from "../azure/securityRules";
import { guardsOnly } from "../azure/serviceSubnets";
import { stackRule } from "../base/rule";

/** The other rules about groups know a service by the rule that it cannot do without; anybody can write that rule. */
export default stackRule({
  name: "nsg-service-subnet",
  severity: "critical",
  types: ["network:NetworkSecurityGroup"],
  description: "A group that is open to the Internet for the sake of a service guards subnets of that service, and no others.",
  remediation: "Give other subnets a group of their own; remove the service's rules from a group that guards none of it.",
  check: (group, stack) => {
    const rules = rulesOf(group, stack);
    if (!rules.some(opensInternet) && rules.some(deniesOutbound)) return [];
    return servicesOf(rules)
      .filter((service) => !guardsOnly(service, group, stack))
      .map((service) => ({ message: misplaced(service) }));
  },
});

function misplaced(service: Service): string {
  const { source, port } = signatures[service];
  return `the rules let ${source} in at ${port}, as a subnet of ${service} must; expected the group on such subnets only`;
}
