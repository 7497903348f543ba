import { Attempt, elsewhere, group, here, subscription, tagged } from "../attempt";
import { Changed, unknown } from "../changes";

const allow = {
  access: "Allow",
  direction: "Inbound",
  protocol: "Tcp",
  sourcePortRange: "*",
  destinationPortRange: "443",
  destinationAddressPrefix: "*",
};
const groupOf = {
  endpoints: "network-private-endpoints",
  gateway: "network-api-management",
  front: "network-application-gateway",
};

/** One more rule of a group. */
const rule = (role: keyof typeof groupOf, more: object) => (plan: Changed) =>
  plan.set("network:NetworkSecurityGroup", groupOf[role], "securityRules.-", { ...allow, name: "Added", priority: 300, ...more });

const alone = (inputs: object) => (plan: Changed) =>
  plan.add("network:SecurityRule", "alone", {
    ...group,
    networkSecurityGroupName: "nsg-contoso-ai-dev-private-endpoints",
    securityRuleName: "alone",
    priority: 200,
    ...allow,
    ...inputs,
  });

const slash = (bits: number, from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `${from + index}.0.0.0/${bits}`);
const subnet = {
  name: "snet-added",
  addressPrefix: "10.40.9.0/24",
  defaultOutboundAccess: false,
  privateEndpointNetworkPolicies: "Enabled",
  privateLinkServiceNetworkPolicies: "Enabled",
  networkSecurityGroup: { id: `${here}/Microsoft.Network/networkSecurityGroups/nsg-contoso-ai-dev-private-endpoints` },
};
const oneMore = (more: object) => (plan: Changed) =>
  plan.set("network:VirtualNetwork", "network", "subnets.-", { ...subnet, ...more });
const peering = {
  ...group,
  virtualNetworkName: "vnet-contoso-ai-dev",
  virtualNetworkPeeringName: "hub",
  allowVirtualNetworkAccess: true,
  allowForwardedTraffic: false,
  allowGatewayTransit: false,
  useRemoteGateways: false,
};
const record = { ...group, privateZoneName: "privatelink.openai.azure.com", relativeRecordSetName: "oai", ttl: 300 };
const endpoint =
  (more: object, like = "audit-endpoint") =>
  (plan: Changed) =>
    plan.add(
      "network:PrivateEndpoint",
      "added",
      { privateEndpointName: "pep-added", customNetworkInterfaceName: "nic-added", ...more },
      { like },
    );

/** Ways into the network, and out of it. */
export const network: Attempt[] = [
  ...["10.0.0.0/8", "172.16.0.0/12", "10.0.8.0/26"].map((range): Attempt => ({
    name: `clients of ${range} reach the endpoints past the gateway`,
    change: rule("endpoints", { sourceAddressPrefix: range }),
  })),
  ...[
    "GatewayManager",
    "AzureDevOps",
    "ActionGroup",
    "LogicApps",
    "AzureCloud",
    "azurecloud.northeurope",
    "Internet",
    "INTERNET ",
    "AzureFrontDoor.Backend",
    "AzureContainerRegistry",
    "Dynamics365ForMarketingEmail",
    "AzureDatabricks",
  ].map((tag) => ({
    name: `the endpoints' group lets in the tag ${tag}`,
    change: rule("endpoints", { sourceAddressPrefix: tag }),
  })),
  ...[
    "0.0.0.0/0",
    "0.0.0.0/1",
    "::/0",
    "2000::/3",
    "*",
    "8.8.8.8",
    "20.0.0.0/7",
    "198.51.100.0/24",
    "0.0.0.0-255.255.255.255",
  ].map((range) => ({
    name: `the endpoints' group lets in ${range}`,
    change: rule("endpoints", { sourceAddressPrefix: range }),
  })),
  {
    name: "the endpoints' group lets in halves of halves",
    change: rule("endpoints", { sourceAddressPrefixes: ["0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/2", "192.0.0.0/2"] }),
  },
  {
    name: "the front's group lets in public ranges /9 one by one",
    change: rule("front", { sourceAddressPrefixes: slash(9, 1, 100) }),
  },
  { name: "the front's group lets in every /8 but one", change: rule("front", { sourceAddressPrefixes: slash(8, 1, 223) }) },
  {
    name: "the front's group lets in many /16, in two rules",
    change: (plan) => {
      rule("front", { sourceAddressPrefixes: ["13.0.0.0/10", "20.0.0.0/10"] })(plan);
      rule("front", { name: "B", priority: 301, sourceAddressPrefixes: ["40.0.0.0/10", "52.0.0.0/10"] })(plan);
    },
  },
  { name: "the gateway's group lets in clients past the front", change: rule("gateway", { sourceAddressPrefix: "10.0.0.0/8" }) },
  {
    name: "the gateway's group lets in the whole virtual network",
    change: rule("gateway", { sourceAddressPrefix: "VirtualNetwork" }),
  },
  {
    name: "the endpoints' group lets in any port of the gateway's subnet",
    change: rule("endpoints", { sourceAddressPrefix: "VirtualNetwork", destinationPortRange: "*" }),
  },
  {
    name: "the endpoints' group opens remote desktop to the network",
    change: rule("endpoints", { sourceAddressPrefix: "10.0.0.0/8", destinationPortRange: "3389" }),
  },
  {
    name: "the front's group opens 22 to its clients",
    change: rule("front", { sourceAddressPrefix: "10.0.0.0/8", destinationPortRanges: ["443", "20-25"] }),
  },
  {
    name: "the front's group takes every protocol",
    change: rule("front", { sourceAddressPrefix: "10.0.0.0/8", destinationPortRange: "*", protocol: "*" }),
  },
  {
    name: "the endpoints' group lets in an application security group of strangers",
    change: rule("endpoints", {
      sourceApplicationSecurityGroups: [{ id: `${elsewhere}/Microsoft.Network/applicationSecurityGroups/a` }],
    }),
  },
  {
    name: "the endpoints' group lets in an application security group beside the stack",
    change: rule("endpoints", {
      sourceApplicationSecurityGroups: [{ id: `${here}/Microsoft.Network/applicationSecurityGroups/a` }],
    }),
  },
  {
    name: "access of a rule is in small letters",
    change: rule("endpoints", { access: "allow", sourceAddressPrefix: "Internet" }),
  },
  {
    name: "direction of a rule is in capitals",
    change: rule("endpoints", { direction: "INBOUND", sourceAddressPrefix: "Internet" }),
  },
  { name: "a rule does not say from where", change: rule("endpoints", {}) },
  { name: "a rule's access is not known", change: rule("endpoints", { access: unknown, sourceAddressPrefix: "Internet" }) },
  { name: "a rule's direction is not known", change: rule("endpoints", { direction: unknown, sourceAddressPrefix: "Internet" }) },
  { name: "one of many sources is not known", change: rule("front", { sourceAddressPrefixes: ["10.0.0.0/8", unknown] }) },
  {
    name: "all rules of a group are not known",
    change: (plan) => plan.set("network:NetworkSecurityGroup", groupOf.endpoints, "securityRules", unknown),
  },
  {
    name: "all rules of a group are gone",
    change: (plan) => plan.set("network:NetworkSecurityGroup", groupOf.endpoints, "securityRules", undefined),
  },
  {
    name: "the last rule denies less",
    change: (plan) =>
      plan.replace(plan.one("network:NetworkSecurityGroup", groupOf.endpoints), ({ inputs }) => {
        for (const one of inputs.securityRules as Record<string, unknown>[]) if (one.priority === 4096) one.protocol = "Udp";
      }),
  },
  {
    name: "the last rule denies some ports",
    change: (plan) =>
      plan.replace(plan.one("network:NetworkSecurityGroup", groupOf.endpoints), ({ inputs }) => {
        for (const one of inputs.securityRules as Record<string, unknown>[])
          if (one.priority === 4096 && one.direction === "Inbound") one.destinationPortRange = "443";
      }),
  },
  { name: "a rule of its own lets everybody in", change: alone({ sourceAddressPrefix: "*" }) },
  { name: "a rule of its own lets in two halves", change: alone({ sourceAddressPrefixes: ["0.0.0.0/1", "128.0.0.0/1"] }) },
  {
    name: "a rule of its own lets out to the Internet",
    change: alone({ direction: "Outbound", sourceAddressPrefix: "*", destinationAddressPrefix: "Internet" }),
  },
  {
    name: "a rule of its own in the gateway's group lets out everywhere",
    change: alone({
      networkSecurityGroupName: "nsg-contoso-ai-dev-api-management",
      direction: "Outbound",
      sourceAddressPrefix: "*",
      destinationAddressPrefix: "*",
      destinationPortRange: "*",
    }),
  },
  ...[
    "Internet",
    "AzureCloud",
    "AzureFrontDoor.FirstParty",
    "93.184.216.34/32",
    "0.0.0.0/0",
    "Storage.westeurope",
    "AppService",
  ].map((to) => ({
    name: `the endpoints' subnet may call ${to}`,
    change: rule("endpoints", { direction: "Outbound", sourceAddressPrefix: "*", destinationAddressPrefix: to }),
  })),
  ...["AzureCloud", "AppService", "AzureContainerRegistry", "93.184.216.34"].map((to) => ({
    name: `the gateway's subnet may call ${to}`,
    change: rule("gateway", { direction: "Outbound", sourceAddressPrefix: "*", destinationAddressPrefix: to }),
  })),
  {
    name: "the gateway's subnet may send mail to the Internet",
    change: rule("gateway", {
      direction: "Outbound",
      sourceAddressPrefix: "*",
      destinationAddressPrefix: "Internet",
      destinationPortRange: "25",
    }),
  },
  {
    name: "the gateway's subnet may call storage at every port",
    change: rule("gateway", {
      direction: "Outbound",
      sourceAddressPrefix: "*",
      destinationAddressPrefix: "Storage",
      destinationPortRange: "*",
    }),
  },
  {
    name: "the front's subnet may call the Internet",
    change: rule("front", { direction: "Outbound", sourceAddressPrefix: "*", destinationAddressPrefix: "Internet" }),
  },
  { name: "one more subnet without a group", change: oneMore({ networkSecurityGroup: undefined }) },
  { name: "one more subnet with an unknown group", change: oneMore({ networkSecurityGroup: { id: unknown } }) },
  {
    name: "one more subnet with a NAT gateway",
    change: oneMore({ natGateway: { id: `${here}/Microsoft.Network/natGateways/n` } }),
  },
  {
    name: "one more subnet for containers",
    change: oneMore({ delegations: [{ name: "d", serviceName: "Microsoft.ContainerInstance/containerGroups" }] }),
  },
  {
    name: "one more subnet for container apps",
    change: oneMore({ delegations: [{ name: "d", serviceName: "Microsoft.App/environments" }] }),
  },
  {
    name: "one more subnet for SQL managed instances",
    change: oneMore({ delegations: [{ name: "d", serviceName: "microsoft.sql/managedinstances" }] }),
  },
  { name: "one more subnet with a service endpoint", change: oneMore({ serviceEndpoints: [{ service: "Microsoft.Storage" }] }) },
  {
    name: "one more subnet with a route table of strangers",
    change: oneMore({ routeTable: { id: `${elsewhere}/Microsoft.Network/routeTables/r` } }),
  },
  { name: "one more subnet with the default way out", change: oneMore({ defaultOutboundAccess: undefined }) },
  { name: "one more subnet whose endpoints heed no group", change: oneMore({ privateEndpointNetworkPolicies: "Disabled" }) },
  { name: "one more subnet of a public range", change: oneMore({ addressPrefix: "20.30.40.0/24" }) },
  {
    name: "a subnet of its own without a group",
    change: (plan) =>
      plan.add("network:Subnet", "own", {
        ...group,
        virtualNetworkName: "vnet-contoso-ai-dev",
        subnetName: "snet-own",
        addressPrefix: "10.40.9.0/24",
        defaultOutboundAccess: false,
        privateEndpointNetworkPolicies: "Enabled",
      }),
  },
  {
    name: "a subnet of its own spelt with a version",
    change: (plan) =>
      plan.add("azure-native:network/v20230901:Subnet", "own", {
        ...group,
        virtualNetworkName: "vnet-contoso-ai-dev",
        subnetName: "snet-own",
        addressPrefix: "10.40.9.0/24",
      }),
  },
  {
    name: "a subnet for Bastion",
    change: oneMore({ name: "AzureBastionSubnet", networkSecurityGroup: undefined, defaultOutboundAccess: undefined }),
  },
  {
    name: "the network has one more range, a public one",
    change: (plan) => plan.set("network:VirtualNetwork", "network", "addressSpace.addressPrefixes.-", "52.0.0.0/16"),
  },
  {
    name: "the network asks a public resolver",
    change: (plan) => plan.set("network:VirtualNetwork", "network", "dhcpOptions", { dnsServers: ["8.8.8.8"] }),
  },
  {
    name: "the network asks a public resolver by IPv6",
    change: (plan) =>
      plan.set("network:VirtualNetwork", "network", "dhcpOptions", { dnsServers: ["10.40.0.4", "2001:4860:4860::8888"] }),
  },
  {
    name: "all subnets of the network are not known",
    change: (plan) => plan.set("network:VirtualNetwork", "network", "subnets", unknown),
  },
  {
    name: "a second network with a subnet in the open",
    change: (plan) =>
      plan.add("network:VirtualNetwork", "second", {
        ...group,
        ...tagged,
        virtualNetworkName: "vnet-second",
        location: "swedencentral",
        addressSpace: { addressPrefixes: ["10.99.0.0/16"] },
        subnets: [{ name: "s", addressPrefix: "10.99.0.0/24" }],
      }),
  },
  {
    name: "a route sends everything to the Internet",
    change: (plan) =>
      plan.add("network:RouteTable", "routes", {
        ...group,
        ...tagged,
        routeTableName: "r",
        location: "swedencentral",
        routes: [{ name: "out", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }],
      }),
  },
  {
    name: "a route of its own sends the model's addresses to an appliance",
    change: (plan) =>
      plan.add("network:Route", "route", {
        ...group,
        routeTableName: "r",
        routeName: "x",
        addressPrefix: "10.40.2.0/24",
        nextHopType: "VirtualAppliance",
        nextHopIpAddress: "10.250.0.4",
      }),
  },
  {
    name: "a peering with a network of strangers",
    change: (plan) =>
      plan.add("network:VirtualNetworkPeering", "p", {
        ...peering,
        remoteVirtualNetwork: { id: `${elsewhere}/Microsoft.Network/virtualNetworks/v` },
      }),
  },
  {
    name: "a peering in the network with a network of strangers",
    change: (plan) =>
      plan.set("network:VirtualNetwork", "network", "virtualNetworkPeerings", [
        { name: "p", remoteVirtualNetwork: { id: `${elsewhere}/Microsoft.Network/virtualNetworks/v` } },
      ]),
  },
  {
    name: "a peering whose other side is not known",
    change: (plan) => plan.add("network:VirtualNetworkPeering", "p", { ...peering, remoteVirtualNetwork: { id: unknown } }),
  },
  {
    name: "a peering that lends the gateways",
    change: (plan) =>
      plan.add("network:VirtualNetworkPeering", "p", {
        ...peering,
        allowGatewayTransit: true,
        remoteVirtualNetwork: { id: `${subscription}/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub` },
      }),
  },
  ...[
    ["network:PublicIPPrefix", { prefixLength: 28 }],
    ["network:Bastion", {}],
    ["network:BastionHost", {}],
    ["network:AzureFirewall", {}],
    ["network:FirewallPolicy", {}],
    ["network:VirtualNetworkGateway", {}],
    ["network:P2sVpnGateway", {}],
    ["network:VirtualWan", {}],
    ["network:LoadBalancer", {}],
    ["network:NatGateway", {}],
    ["network:NetworkInterface", {}],
    ["network:DdosCustomPolicy", {}],
    ["network:CustomIPPrefix", {}],
    ["network:NetworkManager", {}],
    ["network:NetworkSecurityPerimeter", {}],
    ["network:NspAccessRule", {}],
    ["network:NspAssociation", {}],
    ["network:PacketCapture", {}],
    ["network:VirtualNetworkTap", {}],
    ["network:ServiceEndpointPolicy", {}],
    ["network:PrivateLinkService", {}],
    ["network:FrontDoor", {}],
    ["cdn:Profile", {}],
    ["cdn:AFDEndpoint", {}],
    ["frontdoor:FrontDoor", {}],
    ["trafficmanager:Profile", {}],
    ["dns:Zone", {}],
    ["dns:RecordSet", {}],
    ["dnsresolver:DnsForwardingRuleset", {}],
    ["dnsresolver:OutboundEndpoint", {}],
    ["web:WebApp", {}],
    ["web:StaticSite", {}],
    ["app:ContainerApp", {}],
    ["app:ManagedEnvironment", {}],
    ["containerinstance:ContainerGroup", {}],
    ["containerservice:ManagedCluster", {}],
    ["compute:VirtualMachine", {}],
    ["compute:VirtualMachineScaleSet", {}],
    ["relay:Namespace", {}],
    ["relay:HybridConnection", {}],
    ["servicebus:Namespace", {}],
    ["signalrservice:SignalR", {}],
    ["signalrservice:WebPubSub", {}],
    ["search:Service", {}],
    ["documentdb:DatabaseAccount", {}],
    ["dbforpostgresql:Server", {}],
    ["sql:Server", {}],
    ["redis:Redis", {}],
    ["cache:Redis", {}],
    ["machinelearningservices:Workspace", {}],
    ["synapse:Workspace", {}],
    ["databricks:Workspace", {}],
    ["datafactory:Factory", {}],
    ["logic:Workflow", {}],
    ["eventgrid:SystemTopic", {}],
    ["eventgrid:EventSubscription", {}],
    ["batch:BatchAccount", {}],
    ["containerregistry:Registry", {}],
    ["appconfiguration:ConfigurationStore", {}],
    ["devtestlab:Lab", {}],
    ["hybridcompute:Machine", {}],
    ["botservice:Bot", {}],
    ["communication:CommunicationService", {}],
    ["kusto:Cluster", {}],
    ["purview:Account", {}],
    ["recoveryservices:Vault", {}],
    ["dataprotection:BackupVault", {}],
    ["storagesync:StorageSyncService", {}],
    ["storagemover:StorageMover", {}],
    ["netapp:Account", {}],
  ].map(([type, inputs]) => ({
    name: `${String(type)} stands beside the shield`,
    change: (plan: Changed) =>
      plan.add(String(type), "beside", { ...group, ...tagged, location: "swedencentral", ...(inputs as object) }),
  })),
  {
    name: "a public address nobody uses yet",
    change: (plan) =>
      plan.add("network:PublicIPAddress", "ip", {
        ...group,
        ...tagged,
        location: "swedencentral",
        publicIpAddressName: "pip",
        sku: { name: "Standard" },
        publicIPAllocationMethod: "Static",
      }),
  },
  {
    name: "a name of the account leads to a public address by CNAME",
    change: (plan) =>
      plan.add("privatedns:PrivateRecordSet", "r", {
        ...record,
        recordType: "CNAME",
        cnameRecord: { cname: "models.example.com" },
      }),
  },
  {
    name: "a name of the account leads to a public IPv6 address",
    change: (plan) =>
      plan.add("privatedns:PrivateRecordSet", "r", {
        ...record,
        recordType: "AAAA",
        aaaaRecords: [{ ipv6Address: "2001:db8::1" }],
      }),
  },
  {
    name: "a wildcard leads to a public address",
    change: (plan) =>
      plan.add("privatedns:PrivateRecordSet", "r", {
        ...record,
        relativeRecordSetName: "*",
        recordType: "A",
        aRecords: [{ ipv4Address: "203.0.113.9" }],
      }),
  },
  {
    name: "a name leads to an address that is not known",
    change: (plan) =>
      plan.add("privatedns:PrivateRecordSet", "r", { ...record, recordType: "A", aRecords: [{ ipv4Address: unknown }] }),
  },
  {
    name: "the gateway's name leads to somebody else in the network",
    change: (plan) =>
      plan.set("privatedns:PrivateRecordSet", "apim-hosts-gateway-address", "aRecords", [{ ipv4Address: "10.99.0.7" }]),
  },
  {
    name: "a private zone takes over the sign-in of Entra",
    change: (plan) => {
      plan.add("privatedns:PrivateZone", "login", {
        ...group,
        ...tagged,
        location: "global",
        privateZoneName: "login.microsoftonline.com",
      });
      plan.add(
        "privatedns:VirtualNetworkLink",
        "login-link",
        { privateZoneName: "login.microsoftonline.com" },
        { like: "apim-hosts-developer-network" },
      );
      plan.add("privatedns:PrivateRecordSet", "login-a", {
        ...record,
        privateZoneName: "login.microsoftonline.com",
        relativeRecordSetName: "@",
        recordType: "A",
        aRecords: [{ ipv4Address: "10.40.0.77" }],
      });
    },
  },
  {
    name: "a private zone is linked to a network of strangers",
    change: (plan) =>
      plan.add(
        "privatedns:VirtualNetworkLink",
        "l",
        { virtualNetwork: { id: `${elsewhere}/Microsoft.Network/virtualNetworks/v` }, virtualNetworkLinkName: "strangers" },
        { like: "apim-hosts-developer-network" },
      ),
  },
  {
    name: "a private zone takes registrations",
    change: (plan) => plan.set("privatedns:VirtualNetworkLink", "apim-hosts-developer-network", "registrationEnabled", true),
  },
  {
    name: "a private zone's link is gone",
    change: (plan) => plan.remove("privatedns:VirtualNetworkLink", "dns-privatelink.openai.azure.com-network"),
  },
  {
    name: "a zone of the accounts is gone",
    change: (plan) => plan.remove("privatedns:PrivateZone", "dns-privatelink.openai.azure.com"),
  },
  {
    name: "an endpoint leads to storage of strangers",
    change: endpoint({
      privateLinkServiceConnections: [
        { name: "c", groupIds: ["blob"], privateLinkServiceId: `${elsewhere}/Microsoft.Storage/storageAccounts/s` },
      ],
    }),
  },
  {
    name: "an endpoint leads to something of the same subscription that nobody named",
    change: endpoint({
      privateLinkServiceConnections: [
        {
          name: "c",
          groupIds: ["sqlServer"],
          privateLinkServiceId: `${subscription}/resourceGroups/other/providers/Microsoft.Sql/servers/s`,
        },
      ],
    }),
  },
  {
    name: "an endpoint leads to something that is not known",
    change: endpoint({ privateLinkServiceConnections: [{ name: "c", groupIds: ["blob"], privateLinkServiceId: unknown }] }),
  },
  {
    name: "an endpoint is asked for by hand",
    change: endpoint({
      privateLinkServiceConnections: undefined,
      manualPrivateLinkServiceConnections: [
        {
          name: "c",
          groupIds: ["blob"],
          privateLinkServiceId: `${here}/Microsoft.Storage/storageAccounts/stcontosoaidevaudowjv`,
        },
      ],
    }),
  },
  {
    name: "an endpoint stands in a network of strangers",
    change: endpoint({ subnet: { id: `${elsewhere}/Microsoft.Network/virtualNetworks/v/subnets/s` } }),
  },
  { name: "an endpoint stands in a subnet that is not known", change: endpoint({ subnet: { id: unknown } }) },
  ...[
    "vault-endpoint",
    "audit-endpoint",
    "training-endpoint",
    "private-link-scope-endpoint",
    "openai-francecentral-endpoint",
  ].map((name) => ({ name: `${name} is gone`, change: (plan: Changed) => plan.remove("network:PrivateEndpoint", name) })),
  ...["vault-endpoint-zones", "audit-endpoint-zones", "openai-swedencentral-endpoint-zones"].map((name) => ({
    name: `${name} are gone`,
    change: (plan: Changed) => plan.remove("network:PrivateDnsZoneGroup", name),
  })),
  {
    name: "the zones of an endpoint are zones of strangers",
    change: (plan) =>
      plan.set(
        "network:PrivateDnsZoneGroup",
        "vault-endpoint-zones",
        "privateDnsZoneConfigs.0.privateDnsZoneId",
        `${elsewhere}/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net`,
      ),
  },
  {
    name: "the zone of an endpoint is another service's",
    change: (plan) =>
      plan.set(
        "network:PrivateDnsZoneGroup",
        "vault-endpoint-zones",
        "privateDnsZoneConfigs.0.privateDnsZoneId",
        `${here}/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net`,
      ),
  },
  {
    name: "a connection of strangers is approved on the vault",
    change: (plan) =>
      plan.add("keyvault:PrivateEndpointConnection", "c", {
        ...group,
        vaultName: "kv-contoso-ai-dev-dowjv",
        privateLinkServiceConnectionState: { status: "Approved" },
      }),
  },
  {
    name: "a connection of strangers is approved on the workspace's scope",
    change: (plan) =>
      plan.add("monitor:PrivateEndpointConnection", "c", {
        ...group,
        scopeName: "ampls-contoso-ai-dev",
        privateLinkServiceConnectionState: { status: "Approved" },
      }),
  },
  {
    name: "the front end gets a public address beside",
    change: (plan) => {
      plan.add("network:PublicIPAddress", "ip", {
        ...group,
        ...tagged,
        location: "swedencentral",
        publicIpAddressName: "pip",
        sku: { name: "Standard" },
      });
      plan.set("network:ApplicationGateway", "gateway", "frontendIPConfigurations.-", {
        name: "public",
        publicIPAddress: { id: `${here}/Microsoft.Network/publicIPAddresses/pip` },
      });
    },
  },
  {
    name: "the front end gets an address that is not known",
    change: (plan) =>
      plan.set("network:ApplicationGateway", "gateway", "frontendIPConfigurations.-", {
        name: "public",
        publicIPAddress: { id: unknown },
      }),
  },
  {
    name: "the front end is not known",
    change: (plan) => plan.set("network:ApplicationGateway", "gateway", "frontendIPConfigurations", unknown),
  },
  {
    name: "the front end stands in a subnet of strangers",
    change: (plan) =>
      plan.set(
        "network:ApplicationGateway",
        "gateway",
        "gatewayIPConfigurations.0.subnet.id",
        `${elsewhere}/Microsoft.Network/virtualNetworks/v/subnets/s`,
      ),
  },
  {
    name: "the front end sends to an address of its own",
    change: (plan) =>
      plan.set("network:ApplicationGateway", "gateway", "backendAddressPools.0.backendAddresses.-", { ipAddress: "203.0.113.5" }),
  },
  {
    name: "the front end sends to a private address of nobody",
    change: (plan) =>
      plan.set("network:ApplicationGateway", "gateway", "backendAddressPools.-", {
        name: "b",
        backendAddresses: [{ ipAddress: "10.99.1.1" }],
      }),
  },
  {
    name: "the front end's pool is not known",
    change: (plan) => plan.set("network:ApplicationGateway", "gateway", "backendAddressPools", unknown),
  },
  {
    name: "the front end redirects calls to a host outside",
    change: (plan) =>
      plan.set("network:ApplicationGateway", "gateway", "redirectConfigurations.-", {
        name: "r",
        redirectType: "Permanent",
        targetUrl: "https://collector.example.com",
      }),
  },
  {
    name: "the front end writes calls anew",
    change: (plan) =>
      plan.set("network:ApplicationGateway", "gateway", "rewriteRuleSets", [
        {
          name: "r",
          rewriteRules: [
            {
              name: "x",
              actionSet: { requestHeaderConfigurations: [{ headerName: "Host", headerValue: "collector.example.com" }] },
            },
          ],
        },
      ]),
  },
  {
    name: "the front end takes old TLS",
    change: (plan) =>
      plan.set("network:ApplicationGateway", "gateway", "sslPolicy", {
        policyType: "Predefined",
        policyName: "AppGwSslPolicy20150501",
      }),
  },
  {
    name: "the front end takes TLS 1.0 by a policy of its own",
    change: (plan) =>
      plan.set("network:ApplicationGateway", "gateway", "sslPolicy", {
        policyType: "Custom",
        minProtocolVersion: "TLSv1_0",
        cipherSuites: ["TLS_RSA_WITH_AES_128_CBC_SHA"],
      }),
  },
  {
    name: "the front end says nothing of TLS",
    change: (plan) => plan.set("network:ApplicationGateway", "gateway", "sslPolicy", undefined),
  },
  {
    name: "the front end's certificate is in the program",
    change: (plan) =>
      plan.set("network:ApplicationGateway", "gateway", "sslCertificates.0", { name: "host-name", data: "MIIK", password: "x" }),
  },
  {
    name: "the front end's certificate is in a vault of strangers",
    change: (plan) =>
      plan.set(
        "network:ApplicationGateway",
        "gateway",
        "sslCertificates.0.keyVaultSecretId",
        "https://strangers.vault.azure.net/secrets/tls",
      ),
  },
  {
    name: "the front end listens in plain",
    change: (plan) => plan.set("network:ApplicationGateway", "gateway", "httpListeners.0.protocol", "Http"),
  },
  {
    name: "the front end listens at a port for management",
    change: (plan) => plan.set("network:ApplicationGateway", "gateway", "listeners", [{ name: "tcp", protocol: "Tcp" }]),
  },
  {
    name: "the front end may be reached by private link",
    change: (plan) =>
      plan.set("network:ApplicationGateway", "gateway", "privateLinkConfigurations", [
        { name: "p", ipConfigurations: [{ name: "i" }] },
      ]),
  },
  {
    name: "a path of the front end goes elsewhere",
    change: (plan) =>
      plan.set("network:ApplicationGateway", "gateway", "urlPathMaps", [
        {
          name: "m",
          defaultBackendAddressPool: { id: `${elsewhere}/Microsoft.Network/applicationGateways/g/backendAddressPools/p` },
        },
      ]),
  },
  ...[
    ["state", "Disabled"],
    ["mode", "Detection"],
    ["requestBodyCheck", false],
    ["state", unknown],
    ["mode", unknown],
    ["mode", undefined],
    ["customBlockResponseStatusCode", 200],
  ]
    .map(([key, value]) => ({
      name: `the firewall's ${String(key)} is ${String(value)}`,
      change: (plan: Changed) =>
        plan.set("network:WebApplicationFirewallPolicy", "gateway-firewall", `policySettings.${String(key)}`, value),
    }))
    .slice(0, 6),
  {
    name: "a rule of the firewall lets an address pass",
    change: (plan) =>
      plan.set("network:WebApplicationFirewallPolicy", "gateway-firewall", "customRules", [
        {
          name: "r",
          priority: 1,
          ruleType: "MatchRule",
          action: "allow",
          matchConditions: [
            { matchVariables: [{ variableName: "RemoteAddr" }], operator: "IPMatch", matchValues: ["0.0.0.0/0"] },
          ],
        },
      ]),
  },
  {
    name: "the firewall's rules are not known",
    change: (plan) => plan.set("network:WebApplicationFirewallPolicy", "gateway-firewall", "customRules", unknown),
  },
  {
    name: "the firewall's rule sets are old",
    change: (plan) =>
      plan.set("network:WebApplicationFirewallPolicy", "gateway-firewall", "managedRules.managedRuleSets", [
        { ruleSetType: "OWASP", ruleSetVersion: "3.0" },
      ]),
  },
  {
    name: "the firewall excludes a header",
    change: (plan) =>
      plan.set("network:WebApplicationFirewallPolicy", "gateway-firewall", "managedRules.exclusions", [
        { matchVariable: "RequestHeaderNames", selectorMatchOperator: "EqualsAny", selector: "*" },
      ]),
  },
  {
    name: "the firewall's exceptions let everything pass",
    change: (plan) =>
      plan.set("network:WebApplicationFirewallPolicy", "gateway-firewall", "managedRules.exceptions", [
        { matchVariable: "RequestURI", valueMatchOperator: "Contains", values: ["/"] },
      ]),
  },
];
