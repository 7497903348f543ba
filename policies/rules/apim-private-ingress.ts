import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

/** Azure creates this tier open. */
const ofStandardV2 = 'setting apiManagement.publicNetworkAccess; docs/operations.md, "StandardV2: two phases"';

/**
 * An injected service needs no more than `Internal`: Azure refuses `publicNetworkAccess` "Disabled" at creation and
 * without an approved private endpoint (Azure/azure-rest-api-specs issue 24947).
 */
export default resourceRule({
  name: "apim-private-ingress",
  severity: "critical",
  types: ["apimanagement:ApiManagementService"],
  description: "API Management is reachable from the network only: injected as Internal, or with public network access disabled.",
  remediation: 'Set virtualNetworkType to "Internal", or add a private endpoint and set publicNetworkAccess to "Disabled".',
  check: (service) => {
    const access = service.at("publicNetworkAccess");
    if (access.is("Disabled") || service.at("virtualNetworkType").is("Internal")) return [];
    const decisive = access.isUnknown ? access : service.at("virtualNetworkType");
    const closed = 'virtualNetworkType "Internal" or publicNetworkAccess "Disabled"';
    return [unexpected(decisive, service.at("sku.name").is("StandardV2") ? `${closed} (${ofStandardV2})` : closed)];
  },
});
