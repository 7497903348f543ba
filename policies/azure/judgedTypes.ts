import { armTypes } from "../base/armIds";

/** ARM types of what rules judge and never look up by id (azure-native: the resource of each type). */
const others = {
  "authorization:RoleAssignment": "Microsoft.Authorization/roleAssignments",
  "authorization:RoleDefinition": "Microsoft.Authorization/roleDefinitions",
  "compute:VirtualMachine": "Microsoft.Compute/virtualMachines",
  "compute:VirtualMachineScaleSet": "Microsoft.Compute/virtualMachineScaleSets",
  "eventhub:NamespaceNetworkRuleSet": "Microsoft.EventHub/namespaces/networkRuleSets",
  "network:ApplicationGateway": "Microsoft.Network/applicationGateways",
  "network:NetworkInterface": "Microsoft.Network/networkInterfaces",
  "network:PrivateEndpoint": "Microsoft.Network/privateEndpoints",
  "network:SecurityRule": "Microsoft.Network/networkSecurityGroups/securityRules",
  "network:WebApplicationFirewallPolicy": "Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies",
  "resources:Deployment": "Microsoft.Resources/deployments",
  "resources:DeploymentStackAtResourceGroup": "Microsoft.Resources/deploymentStacks",
  "storage:BlobContainer": "Microsoft.Storage/storageAccounts/blobServices/containers",
} as const;

/** azure-native's types that rules judge, by the ARM type in lower case. */
const judged: ReadonlyMap<string, string> = new Map([
  ...Object.entries(armTypes).map(([type, { armType }]) => [armType.toLowerCase(), type] as const),
  ...Object.entries(others).map(([type, armType]) => [armType.toLowerCase(), type] as const),
]);

/** azure-native's own type for an ARM type such as `Microsoft.KeyVault/vaults`, if the rules judge it; case does not count. */
export function judgedType(armType: string): string | undefined {
  return judged.get(armType.toLowerCase());
}

/** azure-native's types that the rules judge and whose ARM type ends with a name, such as `subnets`. */
export function judgedTypesNamed(lastName: string): string[] {
  return [...judged].filter(([armType]) => armType.endsWith(`/${lastName.toLowerCase()}`)).map(([, type]) => type);
}

/** What a rule expects instead of a resource that it could not judge. */
export function ownType(...types: string[]): string {
  return `azure-native's own ${types.join(" or ")}, which the rules judge`;
}
