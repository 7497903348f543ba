import { EngineEvent } from "@pulumi/pulumi/automation";
import { Props } from "../../../local/azure/provider";
import { typeAndName } from "./operations";

/** One property that somebody has made worse in Azure. */
export interface DriftedProperty {
  /** `type name` of the resource. */
  resource: string;
  /** What was changed, as the stand-in Azure's `edit` takes it. */
  path: string;
  /** The bad value; a function is given what is there. */
  bad: unknown;
  /** The path that the engine shows. */
  shown: string;
}

const protocols = "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols";
const model = { format: "OpenAI", name: "gpt-5.1" } as const;
const subnet = { gateway: "subnets[0]", apiManagement: "subnets[1]", endpoints: "subnets[2]" } as const;

/** The paths that the engine shows, where they are not those of the edit: it goes to the last property that differs. */
const shownPaths: Readonly<Record<string, string>> = {
  customProperties: `customProperties.${protocols}.Tls10`,
  "properties.model": "properties.model.version",
  "properties.networkAcls.ipRules": "properties.networkAcls.ipRules[0]",
  protocols: "protocols[1]",
  sslPolicy: "sslPolicy.policyName",
};

/** Rows of one resource. */
const rowsOf = (resource: string, changes: Record<string, unknown>): DriftedProperty[] =>
  Object.entries(changes).map(([path, bad]) => ({ resource, path, bad, shown: shownPaths[path] ?? path }));

const accounts = rowsOf("cognitiveservices:Account openai-swedencentral", {
  "properties.publicNetworkAccess": "Enabled",
  "properties.disableLocalAuth": false,
  "properties.networkAcls.defaultAction": "Allow",
  "properties.networkAcls.ipRules": [{ value: "203.0.113.0/24" }],
  "properties.networkAcls.bypass": "AzureServices",
  "properties.restrictOutboundNetworkAccess": false,
});
const vaultAndStorage = [
  ...rowsOf("keyvault:Vault vault", {
    "properties.publicNetworkAccess": "Enabled",
    "properties.enableRbacAuthorization": false,
    "properties.networkAcls.defaultAction": "Allow",
    "properties.networkAcls.bypass": "AzureServices",
    "properties.enabledForTemplateDeployment": true,
  }),
  ...rowsOf("storage:StorageAccount audit", {
    publicNetworkAccess: "Enabled",
    allowSharedKeyAccess: true,
    allowBlobPublicAccess: true,
    minimumTlsVersion: "TLS1_0",
    enableHttpsTrafficOnly: false,
    allowCrossTenantReplication: true,
    isSftpEnabled: true,
    isLocalUserEnabled: true,
    "networkRuleSet.defaultAction": "Allow",
  }),
  ...rowsOf("storage:BlobServiceProperties audit-blob", { isVersioningEnabled: false, "deleteRetentionPolicy.enabled": false }),
  ...rowsOf("storage:BlobContainer training-training", { publicAccess: "Blob" }),
];
const network = [
  ...rowsOf("network:NetworkSecurityGroup network-application-gateway", {
    "securityRules[2].access": "Allow",
    "securityRules[1].sourceAddressPrefix": "*",
  }),
  ...rowsOf("network:VirtualNetwork network", {
    [`${subnet.gateway}.networkSecurityGroup`]: undefined,
    [`${subnet.apiManagement}.defaultOutboundAccess`]: true,
    [`${subnet.endpoints}.privateEndpointNetworkPolicies`]: "Disabled",
  }),
];
const frontDoor = [
  ...rowsOf("network:WebApplicationFirewallPolicy gateway-firewall", {
    "policySettings.mode": "Detection",
    "policySettings.state": "Disabled",
    "managedRules.managedRuleSets[0].ruleGroupOverrides[1].rules[0].state": "Disabled",
  }),
  ...rowsOf("network:ApplicationGateway gateway", {
    sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20150501" },
    "backendHttpSettingsCollection[0].protocol": "Http",
    firewallPolicy: undefined,
  }),
  ...rowsOf("apimanagement:ApiManagementService apim", {
    virtualNetworkType: "External",
    customProperties: (old: Props) => ({ ...old, [`${protocols}.Tls10`]: "True" }),
    developerPortalStatus: "Enabled",
    "apiVersionConstraint.minApiVersion": "2018-01-01",
  }),
  ...rowsOf("apimanagement:Api apim-openai", { subscriptionRequired: false, protocols: ["https", "http"] }),
  ...rowsOf("apimanagement:ApiPolicy apim-openai", { value: "<policies><inbound /></policies>" }),
  ...rowsOf("apimanagement:Policy apim", { value: "<policies />" }),
  ...rowsOf("apimanagement:Product apim-standard", { subscriptionRequired: false, approvalRequired: false }),
  ...rowsOf("apimanagement:Subscription apim-service-desk", { state: "suspended", allowTracing: true }),
  ...rowsOf("apimanagement:Backend apim-swedencentral-gpt-5-1", {
    url: "https://example.org/",
    "tls.validateCertificateChain": false,
  }),
  ...rowsOf("apimanagement:Diagnostic apim-azuremonitor", { "frontend.request.body.bytes": 8192, alwaysLog: undefined }),
];
const logs = [
  ...rowsOf("operationalinsights:Workspace workspace", {
    publicNetworkAccessForQuery: "Enabled",
    publicNetworkAccessForIngestion: "Enabled",
    "features.disableLocalAuth": false,
    "features.enableLogAccessUsingOnlyResourcePermissions": true,
    retentionInDays: 4,
  }),
  ...rowsOf("applicationinsights:Component workspace-insights", {
    disableLocalAuth: false,
    publicNetworkAccessForQuery: "Enabled",
  }),
  ...rowsOf("monitor:PrivateLinkScope private-link-scope", { "accessModeSettings.queryAccessMode": "Open" }),
  ...rowsOf("monitor:DiagnosticSetting vault-diagnostics", { "logs[0].enabled": false }),
  ...rowsOf("monitor:ScheduledQueryRule alerts-prompts-read", { enabled: false }),
];
const models = [
  ...rowsOf("cognitiveservices:Deployment openai-swedencentral-gpt-5.1", {
    "properties.model": { ...model, version: "2025-08-07" },
    "properties.raiPolicyName": "none",
    "properties.versionUpgradeOption": "OnceNewDefaultVersionAvailable",
  }),
];
const endpoints = rowsOf("privatedns:VirtualNetworkLink dns-privatelink.vaultcore.azure.net-network", {
  registrationEnabled: true,
});

/** Properties that keep the environment closed, each made worse. */
export const driftedProperties: readonly DriftedProperty[] = [
  ...accounts,
  ...vaultAndStorage,
  ...network,
  ...frontDoor,
  ...logs,
  ...models,
  ...endpoints,
];

/** What somebody has deleted: `type name`. */
export const deletedResources = [
  "authorization:ManagementLockByScope apim-lock",
  "authorization:RoleAssignment roles-operators-insights",
  "monitor:DiagnosticSetting network-diagnostics",
  "monitor:MetricAlert alerts-gateway-unhealthy-hosts",
  "monitor:PrivateLinkScopedResource private-link-scope-workspace",
  "network:PrivateDnsZoneGroup vault-endpoint-zones",
] as const;

/** What somebody has added beside the environment's own resources: no engine looks for it. */
export interface Addition {
  title: string;
  type: string;
  /** @param idOf the id of a resource of the environment, by `type name` */
  inputs(idOf: (resource: string) => string, group: string): Props;
}

/** The built-in role Owner (Microsoft Learn, "Azure built-in roles"). */
const owner = "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const stranger = "cccccccc-0000-4000-8000-000000000001";

/** Additions, each of which docs/drift.md names with its title. */
export const additions: readonly Addition[] = [
  {
    title: "A role assignment",
    type: "azure-native:authorization:RoleAssignment",
    inputs: (idOf) => ({
      scope: idOf("cognitiveservices:Account openai-swedencentral"),
      roleAssignmentName: stranger,
      principalId: stranger,
      principalType: "User",
      roleDefinitionId: owner,
    }),
  },
  {
    title: "A private endpoint",
    type: "azure-native:network:PrivateEndpoint",
    inputs: (idOf, group) => ({
      resourceGroupName: group,
      privateEndpointName: "pep-stranger",
      location: "swedencentral",
      subnet: { id: `${idOf("network:VirtualNetwork network")}/subnets/other` },
      privateLinkServiceConnections: [{ name: "vault", groupIds: ["vault"], privateLinkServiceId: idOf("keyvault:Vault vault") }],
    }),
  },
  {
    title: "An API of the gateway",
    type: "azure-native:apimanagement:Api",
    inputs: (idOf, group) => ({
      resourceGroupName: group,
      serviceName: idOf("apimanagement:ApiManagementService apim").split("/").at(-1),
      apiId: "open",
      path: "open",
      subscriptionRequired: false,
    }),
  },
  {
    title: "A model deployment",
    type: "azure-native:cognitiveservices:Deployment",
    inputs: (idOf, group) => ({
      resourceGroupName: group,
      accountName: idOf("cognitiveservices:Account openai-swedencentral").split("/").at(-1),
      deploymentName: "unfiltered",
      properties: { model: { ...model, version: "2025-11-13" } },
    }),
  },
  {
    title: "The retention of a table",
    type: "azure-native:operationalinsights:Table",
    inputs: (idOf, group) => ({
      resourceGroupName: group,
      workspaceName: idOf("operationalinsights:Workspace workspace").split("/").at(-1),
      tableName: "ApiManagementGatewayLogs",
      totalRetentionInDays: 4,
    }),
  },
];

/** What a refresh has found: `type name` → paths, sorted; `(deleted)` for what is gone. */
export type Differences = Record<string, string[]>;

/** What the refresh in these events has found. */
export function foundByRefresh(events: readonly EngineEvent[]): Differences {
  const found: Differences = {};
  for (const { resOutputsEvent } of events) {
    const step = resOutputsEvent?.metadata;
    if (step?.op !== "refresh" || !step.old?.custom) continue;
    const paths = step.new ? Object.keys(step.detailedDiff ?? {}).sort() : ["(deleted)"];
    const { type, name } = typeAndName(step.urn);
    if (paths.length > 0) found[`${type} ${name}`] = paths;
  }
  return found;
}

/** What a refresh must find. */
export function expectedDifferences(): Differences {
  const found: Differences = Object.fromEntries(deletedResources.map((resource) => [resource, ["(deleted)"]]));
  for (const { resource, shown } of driftedProperties) found[resource] = [...(found[resource] ?? []), shown].sort();
  return found;
}
