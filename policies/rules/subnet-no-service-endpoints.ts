import { eachSubnet, exemptSubnets, subnetTypes } from "../azure/subnets";
import { mustBeEmpty } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "subnet-no-service-endpoints",
  severity: "low",
  types: subnetTypes,
  description:
    "Subnets reach Azure's services over private endpoints, not over service endpoints, which lead to public addresses.",
  remediation: "Remove serviceEndpoints of the subnet and add private endpoints.",
  settings: exemptSubnets([]),
  check: (resource, config) =>
    eachSubnet(resource, config.exemptSubnets, (subnet) =>
      mustBeEmpty(subnet.at("serviceEndpoints"), "private endpoints instead"),
    ),
});
