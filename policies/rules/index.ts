import type { Rule } from "../base/rule";
import actionGroupByMail from "./action-group-by-mail";
import activityLogExported from "./activity-log-exported";
import alertEnabled from "./alert-enabled";
import allowedLocations from "./allowed-locations";
import amplsPrivateOnly from "./ampls-private-only";
import apimApiDescriptionHere from "./apim-api-description-here";
import apimApiHttpsOnly from "./apim-api-https-only";
import apimApiKind from "./apim-api-kind";
import apimApiSubscriptionRequired from "./apim-api-subscription-required";
import apimAuthenticates from "./apim-authenticates";
import apimBackendHttps from "./apim-backend-https";
import apimBackendOfStack from "./apim-backend-of-stack";
import apimBackendTlsValidated from "./apim-backend-tls-validated";
import apimCallsBackendsOnly from "./apim-calls-backends-only";
import apimClosed from "./apim-closed";
import apimCorsNoWildcard from "./apim-cors-no-wildcard";
import apimDiagnosticSettings from "./apim-diagnostic-settings";
import apimDiagnosticsBodies from "./apim-diagnostics-bodies";
import apimDiagnosticsComplete from "./apim-diagnostics-complete";
import apimGatewayLogged from "./apim-gateway-logged";
import apimGroupOfTenant from "./apim-group-of-tenant";
import apimLoggerNoPlainSecret from "./apim-logger-no-plain-secret";
import apimLoggerOfStack from "./apim-logger-of-stack";
import apimManagedIdentity from "./apim-managed-identity";
import apimMinApiVersion from "./apim-min-api-version";
import apimNoSampleProducts from "./apim-no-sample-products";
import apimOneCredential from "./apim-one-credential";
import apimPolicyInheritsBase from "./apim-policy-inherits-base";
import apimPolicyReadable from "./apim-policy-readable";
import apimPrivateEndpoint from "./apim-private-endpoint";
import apimPrivateIngress from "./apim-private-ingress";
import apimProductApprovalRequired from "./apim-product-approval-required";
import apimProductSubscriptionRequired from "./apim-product-subscription-required";
import apimPromptsLogged from "./apim-prompts-logged";
import apimSecretNamedValuesInKv from "./apim-secret-named-values-in-kv";
import apimSkuVnetCapable from "./apim-sku-vnet-capable";
import apimStv2 from "./apim-stv2";
import apimSubscriptionScope from "./apim-subscription-scope";
import apimTlsMin from "./apim-tls-min";
import apimToolsNamed from "./apim-tools-named";
import apimVnetInjected from "./apim-vnet-injected";
import apimWeakCiphers from "./apim-weak-ciphers";
import apimZones from "./apim-zones";
import appgwBackendHttps from "./appgw-backend-https";
import appgwBackendsOfGateway from "./appgw-backends-of-gateway";
import appgwCapacity from "./appgw-capacity";
import appgwCertsFromKv from "./appgw-certs-from-kv";
import appgwClassicWafNoDisabledRules from "./appgw-classic-waf-no-disabled-rules";
import appgwClassicWafOwasp3 from "./appgw-classic-waf-owasp3";
import appgwClassicWafPrevention from "./appgw-classic-waf-prevention";
import appgwDiagnostics from "./appgw-diagnostics";
import appgwFrontEnd from "./appgw-front-end";
import appgwHttpsOnlyOrRedirect from "./appgw-https-only-or-redirect";
import appgwNoClassicWafConfig from "./appgw-no-classic-waf-config";
import appgwRewritesKeysOnly from "./appgw-rewrites-keys-only";
import appgwTls12 from "./appgw-tls12";
import appgwWafPolicyAttached from "./appgw-waf-policy-attached";
import appgwWafV2Sku from "./appgw-waf-v2-sku";
import appgwZones from "./appgw-zones";
import appiLocalAuthDisabled from "./appi-local-auth-disabled";
import appiPublicNetworkDisabled from "./appi-public-network-disabled";
import appiWorkspaceBased from "./appi-workspace-based";
import archiveImmutable from "./archive-immutable";
import cogApprovedModels from "./cog-approved-models";
import cogClosed from "./cog-closed";
import cogCmk from "./cog-cmk";
import cogContentFilter from "./cog-content-filter";
import cogCustomSubdomain from "./cog-custom-subdomain";
import cogDeploymentSkuResidency from "./cog-deployment-sku-residency";
import cogDiagnostics from "./cog-diagnostics";
import cogLocalAuthDisabled from "./cog-local-auth-disabled";
import cogManagedIdentity from "./cog-managed-identity";
import cogNetworkAclsDeny from "./cog-network-acls-deny";
import cogOutboundHosts from "./cog-outbound-hosts";
import cogPrivateEndpoint from "./cog-private-endpoint";
import cogPublicNetworkDisabled from "./cog-public-network-disabled";
import cogRestrictOutbound from "./cog-restrict-outbound";
import diagnosticsComplete from "./diagnostics-complete";
import diagnosticsWorkspace from "./diagnostics-workspace";
import everyResourceHasDiagnostics from "./every-resource-has-diagnostics";
import evhClosed from "./evh-closed";
import evhNoCapture from "./evh-no-capture";
import evhPrivateEndpoint from "./evh-private-endpoint";
import evhPublicNetworkDisabled from "./evh-public-network-disabled";
import flowlogRetention90 from "./flowlog-retention-90";
import groupUnmanaged from "./group-unmanaged";
import idInOwnSubscription from "./id-in-own-subscription";
import identityNoIsolationOff from "./identity-no-isolation-off";
import ignoredChanges from "./ignored-changes";
import kvAccessPolicyLeastPrivilege from "./kv-access-policy-least-privilege";
import kvClosed from "./kv-closed";
import kvDiagnosticsAudit from "./kv-diagnostics-audit";
import kvFirewallDeny from "./kv-firewall-deny";
import kvKeyExpiry from "./kv-key-expiry";
import kvKeyNotExportable from "./kv-key-not-exportable";
import kvKeyRotation from "./kv-key-rotation";
import kvPrivateEndpoint from "./kv-private-endpoint";
import kvPublicNetworkDisabled from "./kv-public-network-disabled";
import kvPurgeProtection from "./kv-purge-protection";
import kvRbac from "./kv-rbac";
import kvSecretContentType from "./kv-secret-content-type";
import kvSecretExpiry from "./kv-secret-expiry";
import kvSoftDelete from "./kv-soft-delete";
import kvTenant from "./kv-tenant";
import lawArchived from "./law-archived";
import lawLocalAuthDisabled from "./law-local-auth-disabled";
import lawPublicNetworkDisabled from "./law-public-network-disabled";
import lawRetention from "./law-retention";
import lockLevel from "./lock-level";
import nicNoIpForwarding from "./nic-no-ip-forwarding";
import nicNoPublicIp from "./nic-no-public-ip";
import nsgDenyAllNotFirst from "./nsg-deny-all-not-first";
import nsgInboundDenied from "./nsg-inbound-denied";
import nsgLateralTraversal from "./nsg-lateral-traversal";
import nsgNoAdminPorts from "./nsg-no-admin-ports";
import nsgNoInboundAny from "./nsg-no-inbound-any";
import nsgNoInboundUdp from "./nsg-no-inbound-udp";
import nsgNoOutboundInternet from "./nsg-no-outbound-internet";
import nsgOutboundDenied from "./nsg-outbound-denied";
import nsgServiceSubnet from "./nsg-service-subnet";
import nsgShape from "./nsg-shape";
import peDnsZoneGroup from "./pe-dns-zone-group";
import peNotManual from "./pe-not-manual";
import peZoneMatchesGroup from "./pe-zone-matches-group";
import peeringPrivate from "./peering-private";
import pipStandardSku from "./pip-standard-sku";
import pipZones from "./pip-zones";
import privateDnsZoneLinked from "./private-dns-zone-linked";
import privateName from "./private-name";
import promptReadersAlert from "./prompt-readers-alert";
import providerAllowed from "./provider-allowed";
import publicIpOnlyAllowed from "./public-ip-only-allowed";
import rbacCustomRoleNoWildcard from "./rbac-custom-role-no-wildcard";
import rbacDataPlaneRole from "./rbac-data-plane-role";
import rbacNoDelegation from "./rbac-no-delegation";
import rbacNoPrivilegedRole from "./rbac-no-privileged-role";
import rbacNoUserPrincipal from "./rbac-no-user-principal";
import rbacResourceScope from "./rbac-resource-scope";
import rbacRoleOfTable from "./rbac-role-of-table";
import referenceOfStack from "./reference-of-stack";
import requiredTags from "./required-tags";
import resourceNoJudgedType from "./resource-no-judged-type";
import scopedResourceKind from "./scoped-resource-kind";
import stBlobSoftDelete from "./st-blob-soft-delete";
import stClosed from "./st-closed";
import stContainerPrivate from "./st-container-private";
import stContainerSoftDelete from "./st-container-soft-delete";
import stCrossTenantReplication from "./st-cross-tenant-replication";
import stFirewallDeny from "./st-firewall-deny";
import stHttpsOnly from "./st-https-only";
import stLocalUsersDisabled from "./st-local-users-disabled";
import stLogsRwd from "./st-logs-rwd";
import stMinTls12 from "./st-min-tls12";
import stNoCors from "./st-no-cors";
import stNoPublicBlob from "./st-no-public-blob";
import stPrivateEndpoint from "./st-private-endpoint";
import stPublicNetworkDisabled from "./st-public-network-disabled";
import stReplication from "./st-replication";
import stSasPolicy from "./st-sas-policy";
import stSharedKeyDisabled from "./st-shared-key-disabled";
import stTrustedServicesBypass from "./st-trusted-services-bypass";
import statefulProtected from "./stateful-protected";
import subnetHasNsg from "./subnet-has-nsg";
import subnetNoServiceEndpoints from "./subnet-no-service-endpoints";
import subnetNoWayOut from "./subnet-no-way-out";
import subnetPePoliciesEnabled from "./subnet-pe-policies-enabled";
import subnetPrivate from "./subnet-private";
import templateNoJudgedType from "./template-no-judged-type";
import typeAllowed from "./type-allowed";
import unknownHasSource from "./unknown-has-source";
import vmNoPublicIp from "./vm-no-public-ip";
import vnetDnsRedundant from "./vnet-dns-redundant";
import vnetPrivate from "./vnet-private";
import wafEnabled from "./waf-enabled";
import wafManagedRulesets from "./waf-managed-rulesets";
import wafNoAllowRule from "./waf-no-allow-rule";
import wafNoDisabledRules from "./waf-no-disabled-rules";
import wafNoExclusions from "./waf-no-exclusions";
import wafPreventionMode from "./waf-prevention-mode";
import wafRequestBodyCheck from "./waf-request-body-check";

/** All rules of the pack, in the order of the README: what holds for everything, then by service. */
export const rules: readonly Rule[] = [
  allowedLocations,
  groupUnmanaged,
  idInOwnSubscription,
  ignoredChanges,
  lockLevel,
  providerAllowed,
  referenceOfStack,
  requiredTags,
  resourceNoJudgedType,
  statefulProtected,
  templateNoJudgedType,
  typeAllowed,
  unknownHasSource,
  cogApprovedModels,
  cogClosed,
  cogCmk,
  cogContentFilter,
  cogCustomSubdomain,
  cogDeploymentSkuResidency,
  cogDiagnostics,
  cogLocalAuthDisabled,
  cogManagedIdentity,
  cogNetworkAclsDeny,
  cogOutboundHosts,
  cogPrivateEndpoint,
  cogPublicNetworkDisabled,
  cogRestrictOutbound,
  apimApiDescriptionHere,
  apimApiHttpsOnly,
  apimApiKind,
  apimApiSubscriptionRequired,
  apimAuthenticates,
  apimBackendHttps,
  apimBackendOfStack,
  apimBackendTlsValidated,
  apimCallsBackendsOnly,
  apimClosed,
  apimCorsNoWildcard,
  apimDiagnosticSettings,
  apimDiagnosticsBodies,
  apimDiagnosticsComplete,
  apimGatewayLogged,
  apimGroupOfTenant,
  apimLoggerNoPlainSecret,
  apimLoggerOfStack,
  apimManagedIdentity,
  apimMinApiVersion,
  apimNoSampleProducts,
  apimOneCredential,
  apimPolicyInheritsBase,
  apimPolicyReadable,
  apimPrivateEndpoint,
  apimPrivateIngress,
  apimProductApprovalRequired,
  apimProductSubscriptionRequired,
  apimPromptsLogged,
  apimSecretNamedValuesInKv,
  apimSkuVnetCapable,
  apimStv2,
  apimSubscriptionScope,
  apimTlsMin,
  apimToolsNamed,
  apimVnetInjected,
  apimWeakCiphers,
  apimZones,
  appgwBackendHttps,
  appgwBackendsOfGateway,
  appgwCapacity,
  appgwCertsFromKv,
  appgwClassicWafNoDisabledRules,
  appgwClassicWafOwasp3,
  appgwClassicWafPrevention,
  appgwDiagnostics,
  appgwFrontEnd,
  appgwHttpsOnlyOrRedirect,
  appgwNoClassicWafConfig,
  appgwRewritesKeysOnly,
  appgwTls12,
  appgwWafPolicyAttached,
  appgwWafV2Sku,
  appgwZones,
  wafEnabled,
  wafManagedRulesets,
  wafNoAllowRule,
  wafNoDisabledRules,
  wafNoExclusions,
  wafPreventionMode,
  wafRequestBodyCheck,
  flowlogRetention90,
  nicNoIpForwarding,
  nicNoPublicIp,
  nsgDenyAllNotFirst,
  nsgInboundDenied,
  nsgLateralTraversal,
  nsgNoAdminPorts,
  nsgNoInboundAny,
  nsgNoInboundUdp,
  nsgNoOutboundInternet,
  nsgOutboundDenied,
  nsgServiceSubnet,
  nsgShape,
  peDnsZoneGroup,
  peNotManual,
  peZoneMatchesGroup,
  peeringPrivate,
  pipStandardSku,
  pipZones,
  privateDnsZoneLinked,
  privateName,
  publicIpOnlyAllowed,
  subnetHasNsg,
  subnetNoServiceEndpoints,
  subnetNoWayOut,
  subnetPePoliciesEnabled,
  subnetPrivate,
  vmNoPublicIp,
  vnetDnsRedundant,
  vnetPrivate,
  kvAccessPolicyLeastPrivilege,
  kvClosed,
  kvDiagnosticsAudit,
  kvFirewallDeny,
  kvKeyExpiry,
  kvKeyNotExportable,
  kvKeyRotation,
  kvPrivateEndpoint,
  kvPublicNetworkDisabled,
  kvPurgeProtection,
  kvRbac,
  kvSecretContentType,
  kvSecretExpiry,
  kvSoftDelete,
  kvTenant,
  archiveImmutable,
  stBlobSoftDelete,
  stClosed,
  stContainerPrivate,
  stContainerSoftDelete,
  stCrossTenantReplication,
  stFirewallDeny,
  stHttpsOnly,
  stLocalUsersDisabled,
  stLogsRwd,
  stMinTls12,
  stNoCors,
  stNoPublicBlob,
  stPrivateEndpoint,
  stPublicNetworkDisabled,
  stReplication,
  stSasPolicy,
  stSharedKeyDisabled,
  stTrustedServicesBypass,
  evhClosed,
  evhNoCapture,
  evhPrivateEndpoint,
  evhPublicNetworkDisabled,
  actionGroupByMail,
  activityLogExported,
  alertEnabled,
  amplsPrivateOnly,
  appiLocalAuthDisabled,
  appiPublicNetworkDisabled,
  appiWorkspaceBased,
  diagnosticsComplete,
  diagnosticsWorkspace,
  everyResourceHasDiagnostics,
  lawArchived,
  lawLocalAuthDisabled,
  lawPublicNetworkDisabled,
  lawRetention,
  promptReadersAlert,
  scopedResourceKind,
  identityNoIsolationOff,
  rbacCustomRoleNoWildcard,
  rbacDataPlaneRole,
  rbacNoDelegation,
  rbacNoPrivilegedRole,
  rbacNoUserPrincipal,
  rbacResourceScope,
  rbacRoleOfTable,
];
