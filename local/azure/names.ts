/** What a name may be, by type in Azure (Microsoft Learn, "Naming rules and restrictions for Azure resources", and the REST specifications). */
export interface NameRule {
  min: number;
  max: number;
  pattern?: RegExp;
}

const network = (min: number, max: number): NameRule => ({ min, max, pattern: /^[a-zA-Z0-9]([a-zA-Z0-9_.-]*[a-zA-Z0-9_])?$/ });
const apiManagementId = (max: number): NameRule => ({ min: 1, max, pattern: /^[^*#&+:<>?]+$/ });
const anyName = (max: number): NameRule => ({ min: 1, max });
const guidName: NameRule = { min: 36, max: 36, pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i };

export const nameRules: Readonly<Record<string, NameRule>> = {
  "Microsoft.Resources/resourceGroups": { min: 1, max: 90, pattern: /^[\p{L}\p{N}_.()-]*[\p{L}\p{N}_()-]$/u },
  "Microsoft.Network/virtualNetworks": network(2, 64),
  "Microsoft.Network/virtualNetworks/subnets": network(1, 80),
  "Microsoft.Network/networkSecurityGroups": network(1, 80),
  "Microsoft.Network/publicIPAddresses": network(1, 80),
  "Microsoft.Network/privateEndpoints": network(1, 80),
  "Microsoft.Network/privateEndpoints/privateDnsZoneGroups": network(1, 80),
  "Microsoft.Network/applicationGateways": network(1, 80),
  "Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies": network(1, 80),
  "Microsoft.Network/networkWatchers/flowLogs": network(1, 80),
  "Microsoft.Network/routeTables": network(1, 80),
  "Microsoft.Network/natGateways": network(1, 80),
  "Microsoft.Network/privateDnsZones": { min: 1, max: 253, pattern: /^(?:[a-zA-Z0-9_-]{1,63}\.){1,33}[a-zA-Z0-9_-]{1,63}$/ },
  "Microsoft.Network/privateDnsZones/virtualNetworkLinks": network(1, 80),
  "Microsoft.Network/privateDnsZones/A": { min: 1, max: 253, pattern: /^(@|\*|(\*\.)?[a-zA-Z0-9_-]+(\.[a-zA-Z0-9_-]+)*)$/ },
  "Microsoft.CognitiveServices/accounts": { min: 2, max: 64, pattern: /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/ },
  "Microsoft.CognitiveServices/accounts/deployments": { min: 2, max: 64, pattern: /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/ },
  "Microsoft.CognitiveServices/accounts/raiPolicies": anyName(64),
  "Microsoft.KeyVault/vaults": { min: 3, max: 24, pattern: /^(?!.*--)[a-zA-Z][a-zA-Z0-9-]*[a-zA-Z0-9]$/ },
  "Microsoft.KeyVault/vaults/secrets": { min: 1, max: 127, pattern: /^[a-zA-Z0-9-]+$/ },
  "Microsoft.KeyVault/vaults/keys": { min: 1, max: 127, pattern: /^[a-zA-Z0-9-]+$/ },
  "Microsoft.Storage/storageAccounts": { min: 3, max: 24, pattern: /^[a-z0-9]+$/ },
  "Microsoft.Storage/storageAccounts/blobServices/containers": {
    min: 3,
    max: 63,
    pattern: /^[a-z0-9](?!.*--)[a-z0-9-]*[a-z0-9]$/,
  },
  "Microsoft.OperationalInsights/workspaces": { min: 4, max: 63, pattern: /^[A-Za-z0-9][A-Za-z0-9-]+[A-Za-z0-9]$/ },
  "Microsoft.OperationalInsights/workspaces/tables": { min: 1, max: 63, pattern: /^[A-Za-z][A-Za-z0-9_]*$/ },
  "Microsoft.OperationalInsights/workspaces/dataExports": { min: 4, max: 63, pattern: /^[A-Za-z][A-Za-z0-9-]+[A-Za-z0-9]$/ },
  "Microsoft.OperationalInsights/queryPacks/queries": guidName,
  "Microsoft.Insights/components": { min: 1, max: 260, pattern: /^[^%&\\?/]*[^%&\\?/. ]$/ },
  "Microsoft.Insights/workbooks": guidName,
  "Microsoft.Insights/actionGroups": { min: 1, max: 260, pattern: /^[^/&%\\?]*[^/&%\\?. ]$/ },
  "Microsoft.Insights/metricAlerts": { min: 1, max: 260, pattern: /^[^*#&+:<>?@%{}\\/]*[^*#&+:<>?@%{}\\/. ]$/ },
  "Microsoft.Insights/scheduledQueryRules": { min: 1, max: 260, pattern: /^[^*<>%{}&:\\?/#]*[^*<>%{}&:\\?/#. ]$/ },
  "Microsoft.Insights/activityLogAlerts": { min: 1, max: 260, pattern: /^[^<>*%{}&:\\?+/#]*[^<>*%{}&:\\?+/#. ]$/ },
  "Microsoft.Insights/diagnosticSettings": { min: 1, max: 260, pattern: /^[^*<>%:&?+/\\]*[^*<>%:&?+/\\ ]$/ },
  "Microsoft.Insights/privateLinkScopes": anyName(255),
  "Microsoft.EventHub/namespaces": { min: 6, max: 50, pattern: /^[a-zA-Z][a-zA-Z0-9-]*[a-zA-Z0-9]$/ },
  "Microsoft.EventHub/namespaces/eventhubs": { min: 1, max: 256, pattern: /^[a-zA-Z0-9]([a-zA-Z0-9._-]*[a-zA-Z0-9])?$/ },
  "Microsoft.EventHub/namespaces/eventhubs/consumergroups": anyName(50),
  "Microsoft.ManagedIdentity/userAssignedIdentities": { min: 3, max: 128, pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]*$/ },
  "Microsoft.Authorization/roleAssignments": guidName,
  "Microsoft.Authorization/locks": { min: 1, max: 90, pattern: /^[^<>%&\\?/]*[^<>%&\\?/. ]$/ },
  "Microsoft.Consumption/budgets": { min: 1, max: 63, pattern: /^[A-Za-z0-9_-]+$/ },
  "Microsoft.ApiManagement/service": { min: 1, max: 50, pattern: /^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/ },
  "Microsoft.ApiManagement/service/apis": apiManagementId(256),
  "Microsoft.ApiManagement/service/apis/operations": anyName(80),
  "Microsoft.ApiManagement/service/apis/diagnostics": apiManagementId(80),
  "Microsoft.ApiManagement/service/apiVersionSets": apiManagementId(80),
  "Microsoft.ApiManagement/service/backends": anyName(80),
  "Microsoft.ApiManagement/service/diagnostics": apiManagementId(80),
  "Microsoft.ApiManagement/service/groups": anyName(256),
  "Microsoft.ApiManagement/service/loggers": apiManagementId(256),
  "Microsoft.ApiManagement/service/namedValues": apiManagementId(256),
  "Microsoft.ApiManagement/service/policyFragments": { min: 1, max: 80, pattern: /(^[\w]+$)|(^[\w][\w-]+[\w]$)/ },
  "Microsoft.ApiManagement/service/products": anyName(256),
  "Microsoft.ApiManagement/service/products/apiLinks": apiManagementId(80),
  "Microsoft.ApiManagement/service/products/groupLinks": apiManagementId(80),
  "Microsoft.ApiManagement/service/subscriptions": apiManagementId(256),
};

/** Why a name is refused; undefined when it is not. */
export function nameFault(armType: string, name: string): string | undefined {
  const rule = nameRules[armType];
  if (!rule) return undefined;
  if (name.length < rule.min || name.length > rule.max)
    return `the name ${JSON.stringify(name)} of a ${armType} has ${name.length} characters, allowed are ${rule.min} to ${rule.max}`;
  if (rule.pattern && !rule.pattern.test(name))
    return `the name ${JSON.stringify(name)} of a ${armType} does not match ${rule.pattern.source}`;
  return undefined;
}
