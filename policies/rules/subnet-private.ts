import { eachSubnet, exemptSubnets, isDelegated, platformSubnets, subnetTypes } from "../azure/subnets";
import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "subnet-private",
  severity: "high",
  types: subnetTypes,
  description: "No subnet has Azure's default way out to the Internet.",
  remediation: "Set defaultOutboundAccess of the subnet to false.",
  settings: exemptSubnets([...platformSubnets, "AzureBastionSubnet"]),
  check: (resource, config) =>
    eachSubnet(resource, config.exemptSubnets, (subnet) =>
      isDelegated(subnet) ? [] : mustBe(subnet.at("defaultOutboundAccess"), false),
    ),
});
