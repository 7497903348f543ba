import type { Rule } from "../base/rule";
import cogApprovedModels from "../rules/cog-approved-models";
import cogClosed from "../rules/cog-closed";
import cogCmk from "../rules/cog-cmk";
import cogContentFilter from "../rules/cog-content-filter";
import cogCustomSubdomain from "../rules/cog-custom-subdomain";
import cogDeploymentSkuResidency from "../rules/cog-deployment-sku-residency";
import cogDiagnostics from "../rules/cog-diagnostics";
import cogLocalAuthDisabled from "../rules/cog-local-auth-disabled";
import cogManagedIdentity from "../rules/cog-managed-identity";
import cogModelSource from "../rules/cog-model-source";
import cogNetworkAclsDeny from "../rules/cog-network-acls-deny";
import cogOutboundHosts from "../rules/cog-outbound-hosts";
import cogPrivateEndpoint from "../rules/cog-private-endpoint";
import cogPublicNetworkDisabled from "../rules/cog-public-network-disabled";
import cogRestrictOutbound from "../rules/cog-restrict-outbound";

/** Rules over Azure OpenAI accounts and deployments. */
export const openAiRules: readonly Rule[] = [
  cogApprovedModels,
  cogClosed,
  cogCmk,
  cogContentFilter,
  cogCustomSubdomain,
  cogDeploymentSkuResidency,
  cogDiagnostics,
  cogLocalAuthDisabled,
  cogManagedIdentity,
  cogModelSource,
  cogNetworkAclsDeny,
  cogOutboundHosts,
  cogPrivateEndpoint,
  cogPublicNetworkDisabled,
  cogRestrictOutbound,
];
