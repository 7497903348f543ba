import type { Rule } from "../base/rule";
import amplsPrivateOnly from "./ampls-private-only";
import apimPrivateIngress from "./apim-private-ingress";
import apimSkuVnetCapable from "./apim-sku-vnet-capable";
import apimVnetInjected from "./apim-vnet-injected";
import appgwNoClassicWafConfig from "./appgw-no-classic-waf-config";
import appgwWafPolicyAttached from "./appgw-waf-policy-attached";
import appgwWafV2Sku from "./appgw-waf-v2-sku";
import appiPublicNetworkDisabled from "./appi-public-network-disabled";
import cogCustomSubdomain from "./cog-custom-subdomain";
import cogLocalAuthDisabled from "./cog-local-auth-disabled";
import cogNetworkAclsDeny from "./cog-network-acls-deny";
import cogPrivateEndpoint from "./cog-private-endpoint";
import cogPublicNetworkDisabled from "./cog-public-network-disabled";
import cogRestrictOutbound from "./cog-restrict-outbound";
import evhPrivateEndpoint from "./evh-private-endpoint";
import evhPublicNetworkDisabled from "./evh-public-network-disabled";
import kvFirewallDeny from "./kv-firewall-deny";
import kvPrivateEndpoint from "./kv-private-endpoint";
import kvPublicNetworkDisabled from "./kv-public-network-disabled";
import lawPublicNetworkDisabled from "./law-public-network-disabled";
import nicNoIpForwarding from "./nic-no-ip-forwarding";
import nicNoPublicIp from "./nic-no-public-ip";
import nsgLateralTraversal from "./nsg-lateral-traversal";
import nsgNoAdminPorts from "./nsg-no-admin-ports";
import nsgNoInboundAny from "./nsg-no-inbound-any";
import nsgNoInboundUdp from "./nsg-no-inbound-udp";
import nsgNoOutboundInternet from "./nsg-no-outbound-internet";
import nsgOutboundDenied from "./nsg-outbound-denied";
import nsgServiceSubnet from "./nsg-service-subnet";
import peDnsZoneGroup from "./pe-dns-zone-group";
import peNotManual from "./pe-not-manual";
import peZoneMatchesGroup from "./pe-zone-matches-group";
import privateDnsZoneLinked from "./private-dns-zone-linked";
import providerAzureNative from "./provider-azure-native";
import publicIpOnlyAllowed from "./public-ip-only-allowed";
import rbacCustomRoleNoWildcard from "./rbac-custom-role-no-wildcard";
import rbacDataPlaneRole from "./rbac-data-plane-role";
import rbacNoPrivilegedRole from "./rbac-no-privileged-role";
import rbacNoUserPrincipal from "./rbac-no-user-principal";
import rbacResourceScope from "./rbac-resource-scope";
import resourceNoJudgedType from "./resource-no-judged-type";
import stContainerPrivate from "./st-container-private";
import stFirewallDeny from "./st-firewall-deny";
import stNoPublicBlob from "./st-no-public-blob";
import stPrivateEndpoint from "./st-private-endpoint";
import stPublicNetworkDisabled from "./st-public-network-disabled";
import subnetHasNsg from "./subnet-has-nsg";
import subnetNoServiceEndpoints from "./subnet-no-service-endpoints";
import subnetPePoliciesEnabled from "./subnet-pe-policies-enabled";
import subnetPrivate from "./subnet-private";
import templateNoJudgedType from "./template-no-judged-type";
import vmNoPublicIp from "./vm-no-public-ip";
import wafEnabled from "./waf-enabled";
import wafPreventionMode from "./waf-prevention-mode";

/** All rules of the pack, in the order of the README: by service, then by importance. */
export const rules: readonly Rule[] = [
  cogPublicNetworkDisabled,
  cogNetworkAclsDeny,
  cogPrivateEndpoint,
  cogLocalAuthDisabled,
  cogRestrictOutbound,
  cogCustomSubdomain,
  apimPrivateIngress,
  apimVnetInjected,
  apimSkuVnetCapable,
  appgwWafV2Sku,
  appgwWafPolicyAttached,
  appgwNoClassicWafConfig,
  wafPreventionMode,
  wafEnabled,
  publicIpOnlyAllowed,
  nsgNoInboundAny,
  nsgNoAdminPorts,
  nsgNoInboundUdp,
  nsgNoOutboundInternet,
  nsgOutboundDenied,
  nsgServiceSubnet,
  nsgLateralTraversal,
  subnetHasNsg,
  subnetPrivate,
  subnetPePoliciesEnabled,
  subnetNoServiceEndpoints,
  peDnsZoneGroup,
  peZoneMatchesGroup,
  privateDnsZoneLinked,
  peNotManual,
  nicNoPublicIp,
  nicNoIpForwarding,
  vmNoPublicIp,
  kvPublicNetworkDisabled,
  kvFirewallDeny,
  kvPrivateEndpoint,
  stPublicNetworkDisabled,
  stFirewallDeny,
  stPrivateEndpoint,
  stNoPublicBlob,
  stContainerPrivate,
  evhPublicNetworkDisabled,
  evhPrivateEndpoint,
  lawPublicNetworkDisabled,
  appiPublicNetworkDisabled,
  amplsPrivateOnly,
  rbacNoPrivilegedRole,
  rbacDataPlaneRole,
  rbacResourceScope,
  rbacNoUserPrincipal,
  rbacCustomRoleNoWildcard,
  resourceNoJudgedType,
  templateNoJudgedType,
  providerAzureNative,
];
