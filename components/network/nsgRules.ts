import type { SubnetKey } from "./subnetRanges";

/** Service tags that the NSG rules use (Microsoft Learn, "Virtual network service tags"). */
type ServiceTag =
  | "ApiManagement"
  | "AzureActiveDirectory"
  | "AzureKeyVault"
  | "AzureLoadBalancer"
  | "AzureMonitor"
  | "GatewayManager"
  | "Internet"
  | "Sql"
  | "Storage"
  | "VirtualNetwork";

/**
 * One end of an NSG rule: a service tag, everything (`*`), the range of one of the subnets, or a list that the settings
 * give. A row whose list is empty makes no rule.
 */
export type Place =
  ServiceTag | "*" | `subnet:${SubnetKey}` | "clientRanges" | "clientRangesOrNetwork" | "readerRanges" | "dnsServers";

/** A row of a table of NSG rules. */
export interface RuleRow {
  /** Name of the rule in its group; unique there. */
  name: string;
  /** 100 (first) to 4096 (last), once in each direction. */
  priority: number;
  /** As seen from the subnet. */
  direction: "Inbound" | "Outbound";
  /** @default Allow */
  access?: "Deny";
  /** `*` for TCP and UDP, and ICMP with them. */
  protocol: "Tcp" | "Udp" | "*";
  /** Where the traffic comes from. */
  from: Place;
  /** Where the traffic goes to. */
  to: Place;
  /** Destination ports or ranges of ports. */
  ports: readonly string[];
  /** What the traffic is for; becomes the rule's description. */
  purpose: string;
  /** The row counts only when the environment has this. */
  onlyWith?: "eventHub" | "certificateElsewhere";
}

// prettier-ignore
const denyAllInbound: RuleRow = { name: "DenyAllInbound", priority: 4096, direction: "Inbound", access: "Deny", protocol: "*", from: "*", to: "*", ports: ["*"], purpose: "Everything else" };
const denyAllOutbound: RuleRow = { ...denyAllInbound, name: "DenyAllOutbound", direction: "Outbound" };

/** The virtual network's own DNS servers; Azure's resolver is not subject to network security groups. */
// prettier-ignore
const dns = (subnet: `subnet:${SubnetKey}`): RuleRow =>
  ({ name: "AllowDns", priority: 300, direction: "Outbound", protocol: "*", from: subnet, to: "dnsServers", ports: ["53"], purpose: "DNS servers of the virtual network" });

const gatewaySubnet = "subnet:applicationGateway";
const apimSubnet = "subnet:apiManagement";
const endpointSubnet = "subnet:privateEndpoints";

/**
 * API Management in the subnet, mode Internal (Microsoft Learn, "Virtual network configuration reference: API
 * Management", required ports, 2025-06-17). Clients reach it through Application Gateway only. The one NSG rule towards the Internet is the documented certificate validation; `docs/decisions/network-rules.md` says why it stays.
 */
// prettier-ignore
const injectedApiManagement: readonly RuleRow[] = [
  { name: "AllowManagement", priority: 100, direction: "Inbound", protocol: "Tcp", from: "ApiManagement", to: "VirtualNetwork", ports: ["3443"], purpose: "Management endpoint for the portal and PowerShell" },
  { name: "AllowLoadBalancerProbe", priority: 110, direction: "Inbound", protocol: "Tcp", from: "AzureLoadBalancer", to: "VirtualNetwork", ports: ["6390", "6391"], purpose: "Health of the service and of each machine" },
  { name: "AllowApplicationGateway", priority: 120, direction: "Inbound", protocol: "Tcp", from: gatewaySubnet, to: apimSubnet, ports: ["443"], purpose: "Calls of clients, from Application Gateway only" },
  { name: "AllowCacheInbound", priority: 130, direction: "Inbound", protocol: "Tcp", from: apimSubnet, to: apimSubnet, ports: ["6381-6383"], purpose: "Internal cache between machines" },
  { name: "AllowCountersInbound", priority: 140, direction: "Inbound", protocol: "Udp", from: apimSubnet, to: apimSubnet, ports: ["4290"], purpose: "Rate limit counters between machines" },
  denyAllInbound,
  { name: "AllowStorage", priority: 100, direction: "Outbound", protocol: "Tcp", from: apimSubnet, to: "Storage", ports: ["443"], purpose: "Dependency of the service" },
  { name: "AllowSql", priority: 110, direction: "Outbound", protocol: "Tcp", from: apimSubnet, to: "Sql", ports: ["1433"], purpose: "Dependency of the service" },
  { name: "AllowKeyVault", priority: 120, direction: "Outbound", protocol: "Tcp", from: apimSubnet, to: "AzureKeyVault", ports: ["443"], purpose: "Dependency of the service" },
  { name: "AllowMonitor", priority: 130, direction: "Outbound", protocol: "Tcp", from: apimSubnet, to: "AzureMonitor", ports: ["443", "1886"], purpose: "Logs, metrics, resource health, Application Insights" },
  { name: "AllowEntra", priority: 140, direction: "Outbound", protocol: "Tcp", from: apimSubnet, to: "AzureActiveDirectory", ports: ["443"], purpose: "Signing keys of callers' tokens and the gateway's own tokens" },
  { name: "AllowPrivateEndpoints", priority: 150, direction: "Outbound", protocol: "Tcp", from: apimSubnet, to: endpointSubnet, ports: ["443"], purpose: "Azure OpenAI accounts and Azure Monitor" },
  { name: "AllowCacheOutbound", priority: 180, direction: "Outbound", protocol: "Tcp", from: apimSubnet, to: apimSubnet, ports: ["6381-6383"], purpose: "Internal cache between machines" },
  { name: "AllowCountersOutbound", priority: 190, direction: "Outbound", protocol: "Udp", from: apimSubnet, to: apimSubnet, ports: ["4290"], purpose: "Rate limit counters between machines" },
  { name: "AllowCertificateValidation", priority: 200, direction: "Outbound", protocol: "Tcp", from: apimSubnet, to: "Internet", ports: ["80"], purpose: "Revocation lists and issuers of certificates" },
  dns(apimSubnet),
  denyAllOutbound,
];

/**
 * API Management sending through the subnet (Microsoft Learn, "Integrate an Azure API Management instance with a private
 * virtual network for outbound connections"). Nothing comes in. Besides the documented dependencies the gateway's own
 * policies call Entra ID and Azure Monitor from here.
 */
// prettier-ignore
const integratedApiManagement: readonly RuleRow[] = [
  denyAllInbound,
  { name: "AllowStorage", priority: 100, direction: "Outbound", protocol: "Tcp", from: apimSubnet, to: "Storage", ports: ["443"], purpose: "Dependency of the service" },
  { name: "AllowKeyVault", priority: 110, direction: "Outbound", protocol: "Tcp", from: apimSubnet, to: "AzureKeyVault", ports: ["443"], purpose: "Dependency of the service" },
  { name: "AllowMonitor", priority: 120, direction: "Outbound", protocol: "Tcp", from: apimSubnet, to: "AzureMonitor", ports: ["443"], purpose: "Application Insights" },
  { name: "AllowEntra", priority: 130, direction: "Outbound", protocol: "Tcp", from: apimSubnet, to: "AzureActiveDirectory", ports: ["443"], purpose: "Signing keys of callers' tokens and the gateway's own tokens" },
  { name: "AllowPrivateEndpoints", priority: 140, direction: "Outbound", protocol: "Tcp", from: apimSubnet, to: endpointSubnet, ports: ["443"], purpose: "Azure OpenAI accounts and Azure Monitor" },
  dns(apimSubnet),
  denyAllOutbound,
];

// prettier-ignore
const gatewayToApiManagement: RuleRow = { name: "AllowApiManagement", priority: 100, direction: "Outbound", protocol: "Tcp", from: gatewaySubnet, to: apimSubnet, ports: ["443"], purpose: "Calls of clients and health probe" };
// prettier-ignore
const gatewayToEndpoints: RuleRow = { name: "AllowPrivateEndpoints", priority: 110, direction: "Outbound", protocol: "Tcp", from: gatewaySubnet, to: endpointSubnet, ports: ["443"], purpose: "Key Vault, and API Management behind a private endpoint" };
// prettier-ignore
const gatewayProbe: RuleRow = { name: "AllowLoadBalancerProbe", priority: 110, direction: "Inbound", protocol: "*", from: "AzureLoadBalancer", to: "*", ports: ["*"], purpose: "Health of the instances" };

/** Application Gateway with network isolation (Microsoft Learn, "Private Application Gateway deployment", 2024-07-18): both ways may be closed. */
// prettier-ignore
const privateGateway: readonly RuleRow[] = [
  gatewayProbe,
  { name: "AllowClients", priority: 120, direction: "Inbound", protocol: "Tcp", from: "clientRangesOrNetwork", to: gatewaySubnet, ports: ["443"], purpose: "Clients" },
  denyAllInbound,
  gatewayToApiManagement,
  gatewayToEndpoints,
  { name: "AllowKeyVault", priority: 120, direction: "Outbound", protocol: "Tcp", from: gatewaySubnet, to: "VirtualNetwork", ports: ["443"], purpose: "Certificate in a vault that a peered network reaches", onlyWith: "certificateElsewhere" },
  dns(gatewaySubnet),
  denyAllOutbound,
];

/**
 * Application Gateway with a public front end (Microsoft Learn, "Application Gateway infrastructure configuration",
 * network security groups): the platform manages it over 65200-65535, and refuses a group that closes the way to the
 * Internet. So only the way into the network is closed, by hand; Internet outbound stays with Azure's default rule.
 */
// prettier-ignore
const publicGateway: readonly RuleRow[] = [
  { name: "AllowGatewayManager", priority: 100, direction: "Inbound", protocol: "Tcp", from: "GatewayManager", to: "*", ports: ["65200-65535"], purpose: "Management of the gateway by Azure" },
  gatewayProbe,
  { name: "AllowClients", priority: 120, direction: "Inbound", protocol: "Tcp", from: "clientRanges", to: "*", ports: ["443"], purpose: "Clients on the Internet" },
  { name: "AllowRedirect", priority: 130, direction: "Inbound", protocol: "Tcp", from: "clientRanges", to: "*", ports: ["80"], purpose: "Redirect to HTTPS" },
  { name: "AllowNetwork", priority: 140, direction: "Inbound", protocol: "Tcp", from: "VirtualNetwork", to: gatewaySubnet, ports: ["443"], purpose: "Clients in the network" },
  denyAllInbound,
  gatewayToApiManagement,
  gatewayToEndpoints,
  dns(gatewaySubnet),
  { name: "DenyNetworkOutbound", priority: 4096, direction: "Outbound", access: "Deny", protocol: "*", from: "*", to: "VirtualNetwork", ports: ["*"], purpose: "Everything else in the network" },
];

/** Private endpoints: the two gateways and the readers that the settings name come in, nothing goes out. */
// prettier-ignore
const endpoints: readonly RuleRow[] = [
  { name: "AllowApiManagement", priority: 100, direction: "Inbound", protocol: "Tcp", from: apimSubnet, to: endpointSubnet, ports: ["443"], purpose: "Azure OpenAI accounts and Azure Monitor" },
  { name: "AllowApplicationGateway", priority: 110, direction: "Inbound", protocol: "Tcp", from: gatewaySubnet, to: endpointSubnet, ports: ["443"], purpose: "Key Vault, and API Management behind a private endpoint" },
  { name: "AllowReaders", priority: 130, direction: "Inbound", protocol: "Tcp", from: "readerRanges", to: endpointSubnet, ports: ["443"], purpose: "People and tools that read logs, archive and vault" },
  { name: "AllowEventReaders", priority: 140, direction: "Inbound", protocol: "Tcp", from: "readerRanges", to: endpointSubnet, ports: ["5671", "5672"], purpose: "SIEM that reads the event hub", onlyWith: "eventHub" },
  denyAllInbound,
  denyAllOutbound,
];

/** The tables, by subnet and by the way the subnet is used. */
export const ruleTables = {
  apiManagement: { injected: injectedApiManagement, integrated: integratedApiManagement },
  applicationGateway: { private: privateGateway, public: publicGateway },
  privateEndpoints: endpoints,
} as const;
