/** How a resource type appears in Azure's ids: its ARM type, and the inputs that hold its names, outermost first. */
interface ArmType {
  armType: string;
  names: readonly string[];
}

/** The types that rules look up by id (azure-native: ARM type and name inputs of each resource). */
export const armTypes = {
  "apimanagement:Api": { armType: "Microsoft.ApiManagement/service/apis", names: ["serviceName", "apiId"] },
  "apimanagement:ApiManagementService": { armType: "Microsoft.ApiManagement/service", names: ["serviceName"] },
  "apimanagement:Backend": { armType: "Microsoft.ApiManagement/service/backends", names: ["serviceName", "backendId"] },
  "apimanagement:Logger": { armType: "Microsoft.ApiManagement/service/loggers", names: ["serviceName", "loggerId"] },
  "apimanagement:Product": { armType: "Microsoft.ApiManagement/service/products", names: ["serviceName", "productId"] },
  "applicationinsights:Component": { armType: "Microsoft.Insights/components", names: ["resourceName"] },
  "applicationinsights:Workbook": { armType: "Microsoft.Insights/workbooks", names: ["resourceName"] },
  "authorization:RoleDefinition": { armType: "Microsoft.Authorization/roleDefinitions", names: ["roleDefinitionId"] },
  "cognitiveservices:Account": { armType: "Microsoft.CognitiveServices/accounts", names: ["accountName"] },
  "eventhub:EventHub": { armType: "Microsoft.EventHub/namespaces/eventhubs", names: ["namespaceName", "eventHubName"] },
  "eventhub:Namespace": { armType: "Microsoft.EventHub/namespaces", names: ["namespaceName"] },
  "keyvault:Key": { armType: "Microsoft.KeyVault/vaults/keys", names: ["vaultName", "keyName"] },
  "keyvault:Vault": { armType: "Microsoft.KeyVault/vaults", names: ["vaultName"] },
  "managedidentity:UserAssignedIdentity": {
    armType: "Microsoft.ManagedIdentity/userAssignedIdentities",
    names: ["resourceName"],
  },
  "monitor:ActionGroup": { armType: "Microsoft.Insights/actionGroups", names: ["actionGroupName"] },
  "monitor:PrivateLinkScope": { armType: "Microsoft.Insights/privateLinkScopes", names: ["scopeName"] },
  "network:ApplicationGateway": { armType: "Microsoft.Network/applicationGateways", names: ["applicationGatewayName"] },
  "network:NetworkSecurityGroup": { armType: "Microsoft.Network/networkSecurityGroups", names: ["networkSecurityGroupName"] },
  "network:PrivateEndpoint": { armType: "Microsoft.Network/privateEndpoints", names: ["privateEndpointName"] },
  "network:PublicIPAddress": { armType: "Microsoft.Network/publicIPAddresses", names: ["publicIpAddressName"] },
  "network:Subnet": { armType: "Microsoft.Network/virtualNetworks/subnets", names: ["virtualNetworkName", "subnetName"] },
  "network:VirtualNetwork": { armType: "Microsoft.Network/virtualNetworks", names: ["virtualNetworkName"] },
  "network:WebApplicationFirewallPolicy": {
    armType: "Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies",
    names: ["policyName"],
  },
  "operationalinsights:QueryPack": { armType: "Microsoft.OperationalInsights/queryPacks", names: ["queryPackName"] },
  "operationalinsights:Workspace": { armType: "Microsoft.OperationalInsights/workspaces", names: ["workspaceName"] },
  "privatedns:PrivateZone": { armType: "Microsoft.Network/privateDnsZones", names: ["privateZoneName"] },
  "storage:StorageAccount": { armType: "Microsoft.Storage/storageAccounts", names: ["accountName"] },
} as const satisfies Record<string, ArmType>;

/** A type that is looked up by id, as `module:Resource`. */
export type ArmTypeToken = keyof typeof armTypes;

/** An id taken apart; all in lower case, since Azure ignores case in ids. */
export interface ArmId {
  /** Name of the resource group. */
  resourceGroup: string;
  /** Such as `microsoft.network/virtualnetworks/subnets`. */
  type: string;
  /** The names in the order of the types. */
  names: string[];
}

/** Takes an id of the form `/subscriptions/…/resourceGroups/…/providers/NAMESPACE/TYPE/NAME[/TYPE/NAME]…` apart. */
export function parseArmId(id: string): ArmId | undefined {
  if (!parsed.has(id)) parsed.set(id, taken(id));
  return parsed.get(id);
}

/** Many rules ask about the same ids. */
const parsed = new Map<string, ArmId | undefined>();

function taken(id: string): ArmId | undefined {
  const match = /^\/+subscriptions\/+[^/]+\/+resourcegroups\/([^/]+)\/providers\/([^/]+)\/(.+?)\/?$/i.exec(id);
  const [, resourceGroup, namespace, rest] = match ?? [];
  if (!resourceGroup || !namespace || !rest) return undefined;
  const segments = rest.toLowerCase().split("/");
  if (segments.some((one) => one === "." || one === "..")) return undefined; // it may be read as the id of what is above
  const types = segments.filter((_, index) => index % 2 === 0);
  return {
    resourceGroup: resourceGroup.toLowerCase(),
    type: [namespace.toLowerCase(), ...types].join("/"),
    names: segments.filter((_, index) => index % 2 === 1),
  };
}

/** The type of azure-native that an ARM type such as `Microsoft.KeyVault/vaults` is looked up as; case does not count. */
export function tokenOfArmType(armType: string): ArmTypeToken | undefined {
  return tokens.get(armType.toLowerCase());
}

const tokens: ReadonlyMap<string, ArmTypeToken> = new Map(
  (Object.keys(armTypes) as ArmTypeToken[]).map((token) => [armTypes[token].armType.toLowerCase(), token]),
);

/** The id of the virtual network that holds a subnet; undefined when the id is none of a subnet. */
export function virtualNetworkIdOf(subnetId: string): string | undefined {
  return /^(.+\/virtualNetworks\/[^/]+)\/subnets\/[^/]+\/?$/i.exec(subnetId)?.[1];
}
