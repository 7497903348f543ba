import { mustBe, mustBeEmpty, mustBeSet, mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-closed",
  severity: "critical",
  types: ["apimanagement:ApiManagementService"],
  description:
    "API Management has no portal, no second location outside the network, no NAT gateway, no certificates of its own authorities, approves no connection as it is made, and is not brought back with the settings of one that was deleted.",
  remediation:
    "Remove additionalLocations, certificates, natGatewayState, privateEndpointConnections and restore, and disable the portals.",
  check: (service) => [
    ...(service.at("additionalLocations").isUnknown ? mustBeEmpty(service.at("additionalLocations"), "none") : []),
    ...service
      .at("additionalLocations")
      .items()
      .flatMap((one) => [
        ...mustBeSet(one.at("virtualNetworkConfiguration.subnetResourceId"), "the id of a subnet"),
        ...mustNotBe(one.at("natGatewayState"), "Enabled"),
      ]),
    ...mustBeEmpty(service.at("certificates"), "none"),
    ...mustBeEmpty(service.at("privateEndpointConnections"), "none: an endpoint of the stack is approved by itself"),
    ...mustBe(service.at("developerPortalStatus"), "Disabled"),
    ...mustBe(service.at("legacyPortalStatus"), "Disabled"),
    ...mustNotBe(service.at("natGatewayState"), "Enabled"),
    ...mustNotBe(service.at("configurationApi.legacyApi"), "Enabled"),
    ...mustNotBe(service.at("disableGateway"), true),
    ...mustNotBe(service.at("restore"), true),
  ],
});
