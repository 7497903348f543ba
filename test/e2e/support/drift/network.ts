import { added, rowsOf, shownAt, stranger } from "./property";

const subnet = { gateway: "subnets[0]", apiManagement: "subnets[1]", endpoints: "subnets[2]" } as const;

const everybody = {
  name: "AllowEverybody",
  priority: 105,
  direction: "Inbound",
  access: "Allow",
  protocol: "*",
  sourceAddressPrefix: "Internet",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRange: "*",
} as const;

const groups = [
  ...rowsOf("network:NetworkSecurityGroup network-application-gateway", {
    "securityRules[2].access": "Allow",
    "securityRules[1].sourceAddressPrefix": "*",
    ...added("securityRules", 6, everybody),
  }),
  ...rowsOf("network:NetworkSecurityGroup network-private-endpoints", { "securityRules[3].access": "Allow" }),
];

const networks = rowsOf("network:VirtualNetwork network", {
  [`${subnet.gateway}.networkSecurityGroup`]: undefined,
  [`${subnet.gateway}.routeTable`]: { id: stranger.routeTable },
  [`${subnet.apiManagement}.defaultOutboundAccess`]: true,
  [`${subnet.endpoints}.privateEndpointNetworkPolicies`]: "Disabled",
  [`${subnet.endpoints}.serviceEndpoints`]: [{ service: "Microsoft.Storage", locations: ["*"] }],
  ...added("subnets", 3, { name: "stranger", addressPrefix: "10.40.3.0/24" }),
  dhcpOptions: { dnsServers: [stranger.address] },
});

const endpoints = [
  ...rowsOf("network:PrivateEndpoint audit-endpoint", {
    "privateLinkServiceConnections[0].groupIds": shownAt("privateLinkServiceConnections[0].groupIds[0]", ["table"]),
  }),
  ...rowsOf("network:PrivateEndpoint training-endpoint", {
    "privateLinkServiceConnections[0].privateLinkServiceId": stranger.storage,
  }),
  ...rowsOf("network:PrivateDnsZoneGroup audit-endpoint-zones", { "privateDnsZoneConfigs[0].privateDnsZoneId": stranger.zone }),
];

const names = [
  ...rowsOf("privatedns:VirtualNetworkLink dns-privatelink.vaultcore.azure.net-network", { registrationEnabled: true }),
  ...rowsOf("privatedns:PrivateRecordSet apim-hosts-gateway-address", {
    aRecords: shownAt("aRecords[0].ipv4Address", [{ ipv4Address: stranger.address }]),
  }),
];

/** Network, private endpoints and names. */
export const networkRows = [...groups, ...networks, ...endpoints, ...names];
