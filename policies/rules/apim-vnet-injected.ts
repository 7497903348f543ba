import { mustBe, mustBeSet } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-vnet-injected",
  severity: "high",
  types: ["apimanagement:ApiManagementService"],
  description: "API Management is in a virtual network, so that it reaches its backends privately.",
  remediation: "Set virtualNetworkType and virtualNetworkConfiguration.subnetResourceId.",
  check: (service) => [
    ...mustBe(service.at("virtualNetworkType"), "Internal", "External"),
    ...mustBeSet(service.at("virtualNetworkConfiguration.subnetResourceId"), "the id of a subnet"),
  ],
});
