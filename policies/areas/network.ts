import type { Rule } from "../base/rule";
import flowlogRetention90 from "../rules/flowlog-retention-90";
import nicNoIpForwarding from "../rules/nic-no-ip-forwarding";
import nicNoPublicIp from "../rules/nic-no-public-ip";
import nsgDenyAllNotFirst from "../rules/nsg-deny-all-not-first";
import nsgInboundDenied from "../rules/nsg-inbound-denied";
import nsgLateralTraversal from "../rules/nsg-lateral-traversal";
import nsgNoAdminPorts from "../rules/nsg-no-admin-ports";
import nsgNoInboundAny from "../rules/nsg-no-inbound-any";
import nsgNoInboundUdp from "../rules/nsg-no-inbound-udp";
import nsgNoOutboundInternet from "../rules/nsg-no-outbound-internet";
import nsgOutboundDenied from "../rules/nsg-outbound-denied";
import nsgServiceSubnet from "../rules/nsg-service-subnet";
import nsgShape from "../rules/nsg-shape";
import peDnsZoneGroup from "../rules/pe-dns-zone-group";
import peNotManual from "../rules/pe-not-manual";
import peZoneMatchesGroup from "../rules/pe-zone-matches-group";
import peeringPrivate from "../rules/peering-private";
import pipStandardSku from "../rules/pip-standard-sku";
import pipZones from "../rules/pip-zones";
import privateDnsZoneLinked from "../rules/private-dns-zone-linked";
import privateName from "../rules/private-name";
import publicIpOnlyAllowed from "../rules/public-ip-only-allowed";
import subnetHasNsg from "../rules/subnet-has-nsg";
import subnetNoServiceEndpoints from "../rules/subnet-no-service-endpoints";
import subnetNoWayOut from "../rules/subnet-no-way-out";
import subnetPePoliciesEnabled from "../rules/subnet-pe-policies-enabled";
import subnetPrivate from "../rules/subnet-private";
import vmNoPublicIp from "../rules/vm-no-public-ip";
import vnetDnsRedundant from "../rules/vnet-dns-redundant";
import vnetPrivate from "../rules/vnet-private";

/** Rules over networks, groups, endpoints and private names. */
export const networkRules: readonly Rule[] = [
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
];
