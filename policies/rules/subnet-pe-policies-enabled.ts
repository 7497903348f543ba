import { eachSubnet, exemptSubnets, isDelegated, platformSubnets, subnetTypes } from "../azure/subnets";
import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "subnet-pe-policies-enabled",
  severity: "high",
  types: subnetTypes,
  description: "Network security groups hold for the private endpoints of a subnet too.",
  remediation: 'Set privateEndpointNetworkPolicies of the subnet to "Enabled".',
  settings: exemptSubnets([...platformSubnets, "AzureBastionSubnet"]),
  check: (resource, config) =>
    eachSubnet(resource, config.exemptSubnets, (subnet) =>
      isDelegated(subnet) ? [] : mustBe(subnet.at("privateEndpointNetworkPolicies"), "Enabled", "NetworkSecurityGroupEnabled"),
    ),
});
