/** How a resource type appears in Azure's ids: its ARM type, and the inputs that hold its names, outermost first. */
interface ArmType {
  armType: string;
  names: readonly string[];
}

/** The types that rules look up by id (azure-native: ARM type and name inputs of each resource). */
export const armTypes = {
  "apimanagement:ApiManagementService": { armType: "Microsoft.ApiManagement/service", names: ["serviceName"] },
  "applicationinsights:Component": { armType: "Microsoft.Insights/components", names: ["resourceName"] },
  "cognitiveservices:Account": { armType: "Microsoft.CognitiveServices/accounts", names: ["accountName"] },
  "eventhub:Namespace": { armType: "Microsoft.EventHub/namespaces", names: ["namespaceName"] },
  "keyvault:Vault": { armType: "Microsoft.KeyVault/vaults", names: ["vaultName"] },
  "monitor:PrivateLinkScope": { armType: "Microsoft.Insights/privateLinkScopes", names: ["scopeName"] },
  "network:NetworkSecurityGroup": { armType: "Microsoft.Network/networkSecurityGroups", names: ["networkSecurityGroupName"] },
  "network:PublicIPAddress": { armType: "Microsoft.Network/publicIPAddresses", names: ["publicIpAddressName"] },
  "network:Subnet": { armType: "Microsoft.Network/virtualNetworks/subnets", names: ["virtualNetworkName", "subnetName"] },
  "network:VirtualNetwork": { armType: "Microsoft.Network/virtualNetworks", names: ["virtualNetworkName"] },
  "operationalinsights:Workspace": { armType: "Microsoft.OperationalInsights/workspaces", names: ["workspaceName"] },
  "privatedns:PrivateZone": { armType: "Microsoft.Network/privateDnsZones", names: ["privateZoneName"] },
  "storage:StorageAccount": { armType: "Microsoft.Storage/storageAccounts", names: ["accountName"] },
} as const satisfies Record<string, ArmType>;

export type ArmTypeToken = keyof typeof armTypes;

/** An id taken apart; all in lower case, since Azure ignores case in ids. */
export interface ArmId {
  resourceGroup: string;
  /** Such as `microsoft.network/virtualnetworks/subnets`. */
  type: string;
  /** The names in the order of the types. */
  names: string[];
}

/** Takes an id of the form `/subscriptions/…/resourceGroups/…/providers/NAMESPACE/TYPE/NAME[/TYPE/NAME]…` apart. */
export function parseArmId(id: string): ArmId | undefined {
  const match = /^\/subscriptions\/[^/]+\/resourcegroups\/([^/]+)\/providers\/([^/]+)\/(.+?)\/?$/i.exec(id);
  const [, resourceGroup, namespace, rest] = match ?? [];
  if (!resourceGroup || !namespace || !rest) return undefined;
  const segments = rest.toLowerCase().split("/");
  const types = segments.filter((_, index) => index % 2 === 0);
  return {
    resourceGroup: resourceGroup.toLowerCase(),
    type: [namespace.toLowerCase(), ...types].join("/"),
    names: segments.filter((_, index) => index % 2 === 1),
  };
}

/** The id of the virtual network that holds a subnet; undefined when the id is none of a subnet. */
export function virtualNetworkIdOf(subnetId: string): string | undefined {
  return /^(.+\/virtualNetworks\/[^/]+)\/subnets\/[^/]+\/?$/i.exec(subnetId)?.[1];
}
