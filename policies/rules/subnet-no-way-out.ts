import { eachSubnet, subnetTypes } from "../azure/subnets";
import { mayBe, mustBe, mustBeEmpty } from "../base/findings";
import { resourceRule } from "../base/rule";
import { strings } from "../base/settings";

export default resourceRule({
  name: "subnet-no-way-out",
  severity: "critical",
  types: subnetTypes,
  description:
    "Subnets have no NAT gateway, no service endpoints, no route table from elsewhere, are shared with nobody, and are delegated to no service that brings its own way in.",
  remediation: "Remove natGateway, serviceEndpoints and foreign delegations of the subnet.",
  settings: {
    delegations: strings("Services that a subnet may be delegated to.", [
      "Microsoft.Network/applicationGateways",
      "Microsoft.Web/serverFarms",
    ]),
  },
  check: (resource, { delegations }) =>
    eachSubnet(resource, [], (subnet) => [
      ...mustBeEmpty(subnet.at("natGateway"), "no NAT gateway"),
      ...mustBeEmpty(subnet.at("serviceEndpoints"), "private endpoints instead"),
      ...mustBeEmpty(subnet.at("serviceEndpointPolicies"), "none"),
      ...mustBeEmpty(subnet.at("sharingScope"), "none: nobody else uses the subnet"),
      ...mayBe(subnet.at("privateLinkServiceNetworkPolicies"), "Enabled"),
      ...subnet
        .at("delegations")
        .items()
        .flatMap((one) => mustBe(one.at("serviceName"), ...delegations)),
    ]),
});
