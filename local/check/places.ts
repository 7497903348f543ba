/** Settings of the stack file that decide about what a rule judges; a rule without one is decided in the program. */
export const settingsOfRule: Readonly<Record<string, readonly string[]>> = {
  "activity-log-exported": ["monitoring.activityLog"],
  "allowed-locations": ["location", "openAi.regions"],
  "ampls-private-only": ["monitoring.privateLinkScope"],
  "apim-api-subscription-required": ["plans"],
  "apim-authenticates": ["identity.audience", "identity.tenantId"],
  "apim-caller-in-group": ["consumers"],
  "apim-one-credential": ["plans"],
  "apim-private-endpoint": ["apiManagement.publicNetworkAccess"],
  "apim-private-ingress": ["apiManagement.publicNetworkAccess", "apiManagement.sku"],
  "apim-product-subscription-required": ["plans"],
  "apim-prompts-checked": ["plans"],
  "apim-sku-vnet-capable": ["apiManagement.sku"],
  "apim-tools-named": ["plans"],
  "apim-zones": ["apiManagement.zones", "apiManagement.units"],
  "appgw-capacity": ["ingress.minCapacity"],
  "appgw-certs-from-kv": ["ingress.certificate"],
  "appgw-rewrites-keys-only": ["plans"],
  "appgw-zones": ["ingress.zones"],
  "archive-immutable": ["monitoring.auditArchive.immutable", "monitoring.auditArchive.retentionDays"],
  "archive-lifecycle": ["monitoring.auditArchive.deleteAfterDays", "monitoring.auditArchive.retentionDays"],
  "cog-approved-models": ["openAi.regions"],
  "cog-cmk": ["openAi.customerManagedKey"],
  "cog-content-filter": ["openAi.contentFilter"],
  "cog-deployment-sku-residency": ["openAi.regions", "openAi.dataBoundary"],
  "cog-outbound-hosts": ["openAi.allowedFqdns"],
  "flowlog-retention-90": ["network.flowLogs.enabled", "network.flowLogs.retentionDays"],
  "id-in-own-subscription": ["network.existing", "network.privateDns", "monitoring.workspaceId"],
  "law-archived": ["monitoring.auditArchive"],
  "law-retention": ["monitoring.retentionDays"],
  "lock-level": ["protection.locks"],
  "nsg-shape": ["ingress.frontEnd.allowedRanges", "network.readerRanges"],
  "pe-dns-zone-group": ["network.privateDns.mode"],
  "pip-zones": ["ingress.zones"],
  "private-dns-zone-linked": ["network.privateDns"],
  "public-ip-only-allowed": ["ingress.frontEnd.mode"],
  "rbac-data-plane-role": ["plans"],
  "required-tags": ["tags"],
  "st-replication": ["monitoring.auditArchive.geoRedundant"],
  "stateful-protected": ["protection.protectStateful"],
  "vault-of-stack": ["ingress.certificate.keyVaultSecretId"],
  "vnet-dns-redundant": ["network.dnsServers"],
  "vnet-private": ["network.addressSpace", "network.dnsServers"],
  "waf-no-exclusions": ["ingress.firewall.textFields"],
};

/** Where that is which a rule misses, where it looks at another resource than the one to change. */
export const filesOfRule: Readonly<Record<string, string>> = {
  "activity-log-exported": "components/monitoring/activityLog.ts",
  "evidence-alerts": "components/monitoring/alerts.ts",
  "law-archived": "components/monitoring/auditExport.ts",
  "prompt-readers-alert": "components/monitoring/alerts.ts",
};

/** Where the components are that a resource's URN names. */
export const filesOfComponent: Readonly<Record<string, string>> = {
  "shield:apiManagement:ApiManagement": "components/apiManagement/apiManagement.ts",
  "shield:apiManagement:ApiManagementContent": "components/apiManagement/content.ts",
  "shield:applicationGateway:ApplicationGateway": "components/applicationGateway/applicationGateway.ts",
  "shield:certificate:Certificate": "components/certificate.ts",
  "shield:identity:Identities": "components/identity.ts",
  "shield:identity:RoleAssignments": "components/identity.ts",
  "shield:keyVault:KeyVault": "components/keyVault.ts",
  "shield:monitoring:ActivityLog": "components/monitoring/activityLog.ts",
  "shield:monitoring:Alerts": "components/monitoring/alerts.ts",
  "shield:monitoring:AuditExport": "components/monitoring/auditExport.ts",
  "shield:monitoring:EventHubSink": "components/monitoring/eventHubSink.ts",
  "shield:monitoring:PrivateLinkScope": "components/monitoring/privateLinkScope.ts",
  "shield:monitoring:QueryLibrary": "components/monitoring/queryLibrary.ts",
  "shield:monitoring:Workspace": "components/monitoring/workspace.ts",
  "shield:network:ApiManagementHosts": "components/network/apiManagementHosts.ts",
  "shield:network:FlowLogs": "components/network/flowLogs.ts",
  "shield:network:PrivateDns": "components/network/privateDns.ts",
  "shield:network:PrivateEndpoint": "components/network/privateEndpoint.ts",
  "shield:network:VirtualNetwork": "components/network/virtualNetwork.ts",
  "shield:openAi:OpenAiAccount": "components/openAi/openAiAccount.ts",
  "shield:openAi:OpenAiFleet": "components/openAi/openAiFleet.ts",
  "shield:storage:PrivateStorage": "components/storage.ts",
};

/** What to change: the settings that decide, the component that makes the resource, or the program where nothing in the URN tells. */
export function placeOf(rule: string, urn: string, name: string): string {
  const settings = ownOf(settingsOfRule, rule)?.map((one) => `setting ${one}`) ?? [];
  const types = urn.split("::")[2]?.split("$") ?? [];
  const files = types.map((type) => ownOf(filesOfComponent, type)).filter((file) => file !== undefined);
  const made = ownOf(filesOfRule, rule) ?? files.at(-1);
  return [...settings, made ?? `the program, where it makes ${name}`].join(", or ");
}

/** What a table has for a name, which a document may choose. */
const ownOf = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
