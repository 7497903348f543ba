import { added, lastRemoved, rowsOf, shownAt, stranger } from "./property";

const model = { format: "OpenAI", name: "gpt-5.1" } as const;

const accounts = [
  ...rowsOf("cognitiveservices:Account openai-swedencentral", {
    "properties.publicNetworkAccess": "Enabled",
    "properties.disableLocalAuth": false,
    "properties.networkAcls.defaultAction": "Allow",
    "properties.networkAcls.bypass": "AzureServices",
    "properties.restrictOutboundNetworkAccess": false,
    ...added("properties.networkAcls.ipRules", 0, { value: stranger.range }),
    ...added("properties.networkAcls.virtualNetworkRules", 0, { id: stranger.subnet }),
    ...added("properties.allowedFqdnList", 1, stranger.host),
  }),
  ...rowsOf("cognitiveservices:Deployment openai-swedencentral-gpt-5.1", {
    "properties.model": shownAt("properties.model.version", { ...model, version: "2025-08-07" }),
    "properties.raiPolicyName": "none",
    "properties.versionUpgradeOption": "OnceNewDefaultVersionAvailable",
    "sku.name": "GlobalStandard",
  }),
];

const vault = rowsOf("keyvault:Vault vault", {
  "properties.publicNetworkAccess": "Enabled",
  "properties.enableRbacAuthorization": false,
  "properties.networkAcls.defaultAction": "Allow",
  ...added("properties.networkAcls.ipRules", 0, { value: stranger.range }),
  ...added("properties.networkAcls.virtualNetworkRules", 0, { id: stranger.subnet }),
  "properties.enabledForDeployment": true,
  "properties.enabledForDiskEncryption": true,
  "properties.enabledForTemplateDeployment": true,
});

const immutability = "immutableStorageWithVersioning.immutabilityPolicy";

const storage = [
  ...rowsOf("storage:StorageAccount audit", {
    publicNetworkAccess: "Enabled",
    allowSharedKeyAccess: true,
    allowBlobPublicAccess: true,
    minimumTlsVersion: "TLS1_0",
    enableHttpsTrafficOnly: false,
    allowCrossTenantReplication: true,
    allowedCopyScope: undefined,
    defaultToOAuthAuthentication: false,
    isSftpEnabled: true,
    isLocalUserEnabled: true,
    "networkRuleSet.defaultAction": "Allow",
    "networkRuleSet.bypass": "Logging, Metrics, AzureServices",
    "networkRuleSet.resourceAccessRules": [{ resourceId: stranger.workspace, tenantId: stranger.principalId }],
    ...added("networkRuleSet.ipRules", 0, { iPAddressOrRange: stranger.range }),
    ...added("networkRuleSet.virtualNetworkRules", 0, { virtualNetworkResourceId: stranger.subnet }),
    "sasPolicy.expirationAction": "Log",
    [`${immutability}.state`]: "Disabled",
    [`${immutability}.immutabilityPeriodSinceCreationInDays`]: 1,
  }),
  ...rowsOf("storage:BlobServiceProperties audit-blob", {
    isVersioningEnabled: false,
    "deleteRetentionPolicy.enabled": false,
    "containerDeleteRetentionPolicy.days": 1,
  }),
  ...rowsOf("storage:ManagementPolicy audit-lifecycle", {
    "policy.rules[0].definition.actions.baseBlob.delete.daysAfterCreationGreaterThan": 1,
  }),
  ...rowsOf("storage:BlobContainer training-training", { publicAccess: "Blob" }),
];

const archive = rowsOf("operationalinsights:DataExport audit-export", { enable: false, ...lastRemoved("tableNames", 6) });

/** Models, secrets and stored data. */
export const dataRows = [...accounts, ...vault, ...storage, ...archive];
