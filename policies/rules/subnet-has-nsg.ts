import { eachSubnet, exemptSubnets, isDelegated, platformSubnets, subnetTypes } from "../azure/subnets";
import { mustBeSet } from "../base/findings";
import { resourceRule } from "../base/rule";

/** Delegations whose subnets take no group, or take it without effect on part of the traffic. */
const exemptDelegations = ["Microsoft.HardwareSecurityModules/dedicatedHSMs", "Microsoft.Netapp/volumes"];

export default resourceRule({
  name: "subnet-has-nsg",
  severity: "critical",
  types: subnetTypes,
  description: "Every subnet has a network security group.",
  remediation: "Set networkSecurityGroup.id of the subnet.",
  settings: exemptSubnets(platformSubnets),
  check: (resource, config) =>
    eachSubnet(resource, config.exemptSubnets, (subnet) =>
      isDelegated(subnet, ...exemptDelegations)
        ? []
        : mustBeSet(subnet.at("networkSecurityGroup.id"), "the id of a network security group"),
    ),
});
