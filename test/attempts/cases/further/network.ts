import { Attempt, elsewhere, group, here, subscription, tagged } from "../../attempt";
import { set, add, answered, rule, guarded, ruled, subnet, network, record } from "./changes";

/** Ways in and out of the network. */
export const ways: Attempt[] = [
  {
    name: "the last inbound rule denies calls from one source port only",
    change: ruled("private-endpoints", "DenyAllInbound", { sourcePortRange: undefined, sourcePortRanges: ["4000-4010"] }),
  },
  {
    name: "the last outbound rule denies calls from one source port only",
    change: ruled("private-endpoints", "DenyAllOutbound", { sourcePortRange: "65535" }),
  },
  {
    name: "the last outbound rule denies calls from listed source ports only",
    change: ruled("api-management", "DenyAllOutbound", { sourcePortRange: undefined, sourcePortRanges: ["1", "2"] }),
  },
  { name: "the last inbound rule denies TCP only", change: ruled("api-management", "DenyAllInbound", { protocol: "Tcp" }) },
  {
    name: "the last inbound rule denies the ports below 443 only",
    change: ruled("private-endpoints", "DenyAllInbound", { destinationPortRange: "0-442" }),
  },
  {
    name: "the last inbound rule denies one half of the addresses",
    change: ruled("private-endpoints", "DenyAllInbound", { sourceAddressPrefix: "0.0.0.0/1" }),
  },
  {
    name: "the last outbound rule allows, with a space behind the word",
    change: ruled("private-endpoints", "DenyAllOutbound", { access: "Allow " }),
  },
  {
    name: "an inbound rule allows, with a space behind the word",
    change: guarded("private-endpoints", { access: "Allow ", sourceAddressPrefix: "*" }),
  },
  {
    name: "an inbound rule has its direction with a space before the word",
    change: guarded("private-endpoints", { direction: " Inbound", sourceAddressPrefix: "Internet" }),
  },
  { name: "the tag Internet is in capitals", change: guarded("private-endpoints", { sourceAddressPrefix: "INTERNET" }) },
  {
    name: "a rule lets in members of an application security group",
    change: guarded("private-endpoints", {
      sourceAddressPrefix: undefined,
      sourceApplicationSecurityGroups: [{ id: `${here}/Microsoft.Network/applicationSecurityGroups/asg-any` }],
    }),
  },
  { name: "a rule lets in nobody says whom", change: guarded("private-endpoints", { sourceAddressPrefix: undefined }) },
  {
    name: "a rule of its own opens the group of the private endpoints for the Internet",
    change: add("network:SecurityRule", {
      ...group,
      networkSecurityGroupName: "nsg-contoso-ai-dev-private-endpoints",
      securityRuleName: "further",
      ...rule({ sourceAddressPrefix: "Internet" }),
    }),
  },
  {
    name: "a rule of its own, of an older API version, opens the group of API Management",
    change: add("azure-native:network/v20230901:SecurityRule", {
      ...group,
      networkSecurityGroupName: "nsg-contoso-ai-dev-api-management",
      securityRuleName: "further",
      ...rule({ sourceAddressPrefixes: ["128.0.0.0/1", "0.0.0.0/1"] }),
    }),
  },
  {
    name: "a rule of its own is of a group that was made by hand",
    change: add("network:SecurityRule", {
      ...group,
      networkSecurityGroupName: "nsg-by-hand",
      securityRuleName: "further",
      ...rule({ sourceAddressPrefix: "*", destinationPortRange: "*", protocol: "*" }),
    }),
  },
  {
    name: "public ranges of a third of IPv4 stand in one text",
    change: guarded("application-gateway", {
      sourceAddressPrefix: undefined,
      sourceAddressPrefixes: ["64.0.0.0/2", "128.0.0.0/2"],
    }),
  },
  { name: "an IPv6 prefix of a continent is let in", change: guarded("private-endpoints", { sourceAddressPrefix: "2a00::/11" }) },
  {
    name: "API Management may call a network of somebody on the Internet",
    change: guarded("api-management", {
      direction: "Outbound",
      sourceAddressPrefix: "*",
      destinationAddressPrefix: "203.0.113.0/24",
    }),
  },
  {
    name: "the private endpoints may call the tag AzureCloud",
    change: guarded("private-endpoints", {
      direction: "Outbound",
      sourceAddressPrefix: "*",
      destinationAddressPrefix: "AzureCloud",
    }),
  },
  {
    name: "API Management may call every port of Storage of one region",
    change: guarded("api-management", {
      direction: "Outbound",
      sourceAddressPrefix: "*",
      destinationAddressPrefix: "Storage.WestEurope",
      destinationPortRange: "*",
    }),
  },
  {
    name: "the group of API Management opens SSH to the whole network",
    change: guarded("api-management", { sourceAddressPrefix: "VirtualNetwork", destinationPortRange: "22" }),
  },
  {
    name: "the tag GatewayManager may reach the private endpoints",
    change: guarded("private-endpoints", { sourceAddressPrefix: "GatewayManager", destinationPortRange: "65200-65535" }),
  },
  {
    name: "the load balancer's tag may reach every port of the private endpoints",
    change: guarded("private-endpoints", { sourceAddressPrefix: "AzureLoadBalancer", destinationPortRange: "*" }),
  },
  {
    name: "the rules of a group are an object instead of a list",
    change: (plan) =>
      set("network:NetworkSecurityGroup", "network-private-endpoints", "securityRules", {
        0: rule({ sourceAddressPrefix: "*" }),
        1: {
          name: "d",
          access: "Deny",
          direction: "Inbound",
          protocol: "*",
          sourceAddressPrefix: "*",
          destinationAddressPrefix: "*",
          destinationPortRange: "*",
          priority: 4096,
        },
        2: {
          name: "o",
          access: "Deny",
          direction: "Outbound",
          protocol: "*",
          sourceAddressPrefix: "*",
          destinationAddressPrefix: "*",
          destinationPortRange: "*",
          priority: 4096,
        },
      })(plan),
  },
  {
    name: "one more subnet says nothing of ways out",
    change: add("network:Subnet", {
      ...group,
      virtualNetworkName: "vnet-contoso-ai-dev",
      subnetName: "further",
      addressPrefix: "10.40.3.0/26",
      networkSecurityGroup: { id: `${here}/Microsoft.Network/networkSecurityGroups/nsg-contoso-ai-dev-private-endpoints` },
    }),
  },
  {
    name: "one more subnet of an older API version has no group",
    change: add("azure-native:network/v20220701:Subnet", {
      ...group,
      virtualNetworkName: "vnet-contoso-ai-dev",
      subnetName: "further",
      addressPrefix: "10.40.3.0/26",
      defaultOutboundAccess: false,
    }),
  },
  {
    name: "a subnet is for container groups",
    change: subnet("2.delegations", [{ name: "d", serviceName: "Microsoft.ContainerInstance/containerGroups" }]),
  },
  {
    name: "a subnet is for container apps",
    change: subnet("-", {
      name: "apps",
      addressPrefix: "10.40.3.0/24",
      defaultOutboundAccess: false,
      delegations: [{ name: "d", serviceName: "Microsoft.App/environments" }],
      networkSecurityGroup: { id: `${here}/Microsoft.Network/networkSecurityGroups/nsg-contoso-ai-dev-private-endpoints` },
    }),
  },
  {
    name: "the delegations of a subnet are only known later",
    change: answered("network:VirtualNetwork", "network", "subnets.2.delegations"),
  },
  {
    name: "the delegations of a subnet are an object",
    change: subnet("2.delegations", { first: { name: "d", serviceName: "Microsoft.ContainerInstance/containerGroups" } }),
  },
  {
    name: "a subnet has a route table",
    change: subnet("1.routeTable", { id: `${here}/Microsoft.Network/routeTables/rt-by-hand` }),
  },
  {
    name: "a subnet has a service endpoint for storage",
    change: subnet("2.serviceEndpoints", [{ service: "Microsoft.Storage", locations: ["*"] }]),
  },
  {
    name: "a subnet has a NAT gateway of the same subscription",
    change: subnet("1.natGateway", {
      id: `${subscription}/resourceGroups/rg-contoso-hub/providers/Microsoft.Network/natGateways/nat`,
    }),
  },
  { name: "a subnet has its way out as text", change: subnet("2.defaultOutboundAccess", "true") },
  {
    name: "a subnet is called like that of Bastion",
    change: subnet("-", { name: "AzureBastionSubnet", addressPrefix: "10.40.3.0/26", defaultOutboundAccess: false }),
  },
  {
    name: "the network has a public range",
    change: set("network:VirtualNetwork", "network", "addressSpace.addressPrefixes.-", "20.40.0.0/16"),
  },
  {
    name: "the network's resolver is one of a provider on the Internet, as text",
    change: set("network:VirtualNetwork", "network", "dhcpOptions.dnsServers", "9.9.9.9"),
  },
  {
    name: "the network's resolvers are an object",
    change: set("network:VirtualNetwork", "network", "dhcpOptions.dnsServers", { 0: "9.9.9.9" }),
  },
  {
    name: "a peering lends the gateway, with a space behind the word",
    change: set("network:VirtualNetwork", "network", "virtualNetworkPeerings", [
      {
        name: "spoke",
        remoteVirtualNetwork: { id: `${subscription}/resourceGroups/rg-spoke/providers/Microsoft.Network/virtualNetworks/vnet` },
        allowGatewayTransit: "True ",
      },
    ]),
  },
  {
    name: "a peering lends the gateway, as a number",
    change: set("network:VirtualNetwork", "network", "virtualNetworkPeerings", [
      {
        name: "spoke",
        remoteVirtualNetwork: { id: `${subscription}/resourceGroups/rg-spoke/providers/Microsoft.Network/virtualNetworks/vnet` },
        allowGatewayTransit: 1,
      },
    ]),
  },
  {
    name: "the peerings of the network are an object",
    change: set("network:VirtualNetwork", "network", "virtualNetworkPeerings", {
      0: {
        name: "spoke",
        remoteVirtualNetwork: { id: `${subscription}/resourceGroups/rg-spoke/providers/Microsoft.Network/virtualNetworks/vnet` },
        allowGatewayTransit: true,
      },
    }),
  },
  {
    name: "a peering of an older API version leads to strangers",
    change: add("azure-native:network/v20230901:VirtualNetworkPeering", {
      ...group,
      virtualNetworkName: "vnet-contoso-ai-dev",
      virtualNetworkPeeringName: "p",
      remoteVirtualNetwork: { id: `${elsewhere}/Microsoft.Network/virtualNetworks/v` },
    }),
  },
  {
    name: "the remote network of a peering has its id in capitals and is strangers'",
    change: add("network:VirtualNetworkPeering", {
      ...group,
      virtualNetworkName: "vnet-contoso-ai-dev",
      virtualNetworkPeeringName: "p",
      remoteVirtualNetwork: { id: `${elsewhere}/Microsoft.Network/virtualNetworks/v`.toUpperCase() },
    }),
  },
  {
    name: "machines of the network register themselves in a zone of Azure",
    change: set("privatedns:VirtualNetworkLink", "dns-privatelink.blob.core.windows.net-network", "registrationEnabled", "true "),
  },
  {
    name: "machines of the network register themselves in the zone that was made by hand",
    change: add("privatedns:VirtualNetworkLink", {
      ...group,
      privateZoneName: "by-hand.contoso.internal",
      virtualNetworkLinkName: "l",
      location: "global",
      registrationEnabled: true,
      virtualNetwork: { id: network },
    }),
  },
  {
    name: "the link of the accounts' zone leads to another network",
    change: set(
      "privatedns:VirtualNetworkLink",
      "dns-privatelink.openai.azure.com-network",
      "virtualNetwork.id",
      `${subscription}/resourceGroups/rg-contoso-hub/providers/Microsoft.Network/virtualNetworks/vnet-contoso-hub`,
    ),
  },
  {
    name: "a zone stands for sign-in",
    change: add("privatedns:PrivateZone", {
      ...group,
      ...tagged,
      location: "global",
      privateZoneName: "login.microsoftonline.com",
    }),
  },
  {
    name: "a zone of an older module stands for all of windows.net",
    change: add("azure-native:network/v20200601:PrivateZone", {
      ...group,
      ...tagged,
      location: "global",
      privateZoneName: "Core.Windows.Net",
    }),
  },
  {
    name: "a zone with a dot at its end stands for the vaults",
    change: add("privatedns:PrivateZone", { ...group, ...tagged, location: "global", privateZoneName: "vault.azure.net." }),
  },
  {
    name: "the gateway's name is another name for a host outside",
    change: record("apim-contoso-ai-dev-dowjv.azure-api.net", {
      recordType: "CNAME",
      cnameRecord: { cname: "gateway.strangers.example.com" },
    }),
  },
  {
    name: "the addresses of a record are an object",
    change: record("privatelink.openai.azure.com", { aRecords: { 0: { ipv4Address: "203.0.113.9" } } }),
  },
  {
    name: "the name of an account leads to a public address beside the private one",
    change: record("privatelink.openai.azure.com", { aRecords: [{ ipv4Address: "10.40.2.5" }, { ipv4Address: "203.0.113.9" }] }),
  },
  {
    name: "the AAAA record of the vaults is public",
    change: record("privatelink.vaultcore.azure.net", { recordType: "AAAA", aaaaRecords: [{ ipv6Address: "2001:db8::1" }] }),
  },
  {
    name: "a record of the classic module leads to a public address",
    change: add("azure-native:network:PrivateRecordSet", {
      ...group,
      privateZoneName: "privatelink.openai.azure.com",
      relativeRecordSetName: "oai",
      recordType: "A",
      ttl: 60,
      aRecords: [{ ipv4Address: "198.51.100.7" }],
    }),
  },
  ...(["ip", "prefix"] as const).map((kind) => ({
    name: `a public ${kind} of an older API version stands ready`,
    change: add(
      kind === "ip" ? "azure-native:network/v20230401:PublicIPAddress" : "azure-native:network/v20230401:PublicIPPrefix",
      { ...group, ...tagged, location: "swedencentral", publicIpAddressName: "pip", sku: { name: "Standard" } },
    ),
  })),
  {
    name: "the subnet of the private endpoints has the front end's group",
    change: set(
      "network:VirtualNetwork",
      "network",
      "subnets.2.networkSecurityGroup.id",
      `${here}/Microsoft.Network/networkSecurityGroups/nsg-contoso-ai-dev-application-gateway`,
    ),
  },
  {
    name: "the gateway moves into the subnet of the private endpoints",
    change: set(
      "apimanagement:ApiManagementService",
      "apim",
      "virtualNetworkConfiguration.subnetResourceId",
      `${here}/Microsoft.Network/virtualNetworks/vnet-contoso-ai-dev/subnets/snet-contoso-ai-dev-private-endpoints`,
    ),
  },
];
