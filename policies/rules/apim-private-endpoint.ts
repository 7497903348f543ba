import { endpointsMissing } from "../azure/privateEndpoints";
import { unexpected } from "../base/findings";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "apim-private-endpoint",
  severity: "critical",
  types: ["apimanagement:ApiManagementService"],
  description: "API Management outside Internal mode has a private endpoint.",
  remediation: 'Add a network.PrivateEndpoint with groupIds ["Gateway"] that leads to the service.',
  check: (service, stack) => {
    if (service.at("virtualNetworkType").is("Internal")) return [];
    const classic = service.at("virtualNetworkType").is("External") && service.at("sku.name").is("Developer", "Premium");
    return classic
      ? [unexpected(service.at("virtualNetworkType"), '"Internal": External has a public address')]
      : endpointsMissing(stack, service, ["Gateway"]);
  },
});
