import { objectAt, Props, textAt } from "../provider";

/** Seconds of creating, and of updating and deleting where these differ. */
interface Duration {
  create: number;
  update?: number;
  delete?: number;
}

const minutes = (n: number): number => n * 60;

/**
 * Typical durations by type in Azure. API Management: Microsoft Learn, "Create a new API Management instance" (Developer 30 to
 * 40 minutes) and "Use a virtual network with Azure API Management" (15 to 45 minutes for a network change); v2 tiers with
 * a network: Azure-Samples/AI-Gateway (about 30 minutes). Private DNS links: Microsoft Learn ("a few minutes"). All others are
 * [own knowledge] of typical values.
 */
const durations: Readonly<Record<string, Duration>> = {
  "Microsoft.ApiManagement/service/apis": { create: minutes(1.5), update: 20, delete: 10 },
  "Microsoft.ApiManagement/service/apis/operations": { create: 2 },
  "Microsoft.Network/applicationGateways": { create: minutes(8), update: minutes(3), delete: minutes(5) },
  "Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies": { create: 30 },
  "Microsoft.Network/privateEndpoints": { create: minutes(1.5), update: 20, delete: 30 },
  "Microsoft.Network/privateEndpoints/privateDnsZoneGroups": { create: 15 },
  "Microsoft.Network/privateDnsZones": { create: 40, delete: 20 },
  "Microsoft.Network/privateDnsZones/virtualNetworkLinks": { create: 60, delete: 30 },
  "Microsoft.Network/virtualNetworks": { create: 30, update: 10, delete: 15 },
  "Microsoft.Network/networkSecurityGroups": { create: 10 },
  "Microsoft.Network/publicIPAddresses": { create: 12 },
  "Microsoft.Network/natGateways": { create: 18 },
  "Microsoft.Network/networkWatchers/flowLogs": { create: 15 },
  "Microsoft.CognitiveServices/accounts": { create: 60, update: 30, delete: 30 },
  "Microsoft.CognitiveServices/accounts/deployments": { create: 30, update: 20, delete: 10 },
  "Microsoft.KeyVault/vaults": { create: 30, update: 10, delete: 10 },
  "Microsoft.Storage/storageAccounts": { create: 30, update: 5, delete: 5 },
  "Microsoft.OperationalInsights/workspaces": { create: 30, update: 5, delete: 10 },
  "Microsoft.OperationalInsights/workspaces/tables": { create: 10 },
  "Microsoft.Insights/components": { create: 18, update: 3, delete: 3 },
  "Microsoft.Insights/privateLinkScopes": { create: 10 },
  "Microsoft.EventHub/namespaces": { create: 60, update: 10, delete: 30 },
  "Microsoft.Authorization/roleAssignments": { create: 6 },
  "Microsoft.Resources/resourceGroups": { create: 3, delete: 30 },
};

/**
 * Seconds from the creation of a role assignment until services see it: the bound that Microsoft Learn gives ("Troubleshoot Azure RBAC",
 * up to 10 minutes). Mostly it is less; a program that lives with the bound lives with less.
 */
export const rolePropagationSeconds = minutes(10);

/** Every other type. */
const quick: Duration = { create: 3, delete: 2 };

/** API Management by tier, in minutes. */
const service: Readonly<Record<string, { create: number; delete: number }>> = {
  Developer: { create: 40, delete: 25 },
  Premium: { create: 50, delete: 25 },
  PremiumV2: { create: 30, delete: 10 },
  StandardV2: { create: 30, delete: 10 },
  BasicV2: { create: 5, delete: 5 },
};

/** Provisioned deployments: 5 minutes; standard ones half a minute. */
const provisioned: Duration = { create: minutes(5), update: minutes(5), delete: 10 };

/** Seconds that an operation takes in Azure. */
export function secondsOf(kind: keyof Duration, armType: string, inputs: Props): number {
  if (armType === "Microsoft.ApiManagement/service") return serviceSeconds(kind, inputs);
  const isProvisioned = armType.endsWith("accounts/deployments") && /Provisioned/.test(textAt(objectAt(inputs, "sku"), "name"));
  const found = isProvisioned ? provisioned : (durations[armType] ?? quick);
  return found[kind] ?? found.create;
}

function serviceSeconds(kind: keyof Duration, inputs: Props): number {
  const tier = service[textAt(objectAt(inputs, "sku"), "name")] ?? { create: 40, delete: 25 };
  // A change of the tier, the units or the network takes its half hour; anything else some minutes. The middle is taken.
  return minutes(kind === "update" ? 15 : tier[kind]);
}
