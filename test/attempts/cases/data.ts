import { Attempt, elsewhere, group, here, strangers, subscription, tagged } from "../attempt";
import { Changed, unknown } from "../changes";

const set = (type: string, name: string | undefined, path: string, value: unknown) => (plan: Changed) =>
  plan.set(type, name, path, value);

/** One attempt for each place and value of a resource. */
const each = (what: string, type: string, name: string, places: [path: string, value: unknown][]): Attempt[] =>
  places.map(([path, value]) => ({
    name: `${what}'s ${path} is ${JSON.stringify(value)?.slice(0, 80) ?? "left out"}`,
    change: set(type, name, path, value),
  }));

const account = { ...group, ...tagged, accountName: "oai-extra", kind: "OpenAI", location: "swedencentral", sku: { name: "S0" } };
const storage = {
  ...group,
  ...tagged,
  accountName: "stextra",
  kind: "StorageV2",
  location: "swedencentral",
  sku: { name: "Standard_LRS" },
};
const target = `${here}/Microsoft.KeyVault/vaults/kv-contoso-ai-dev-dowjv`;
const setting = (more: object) => (plan: Changed) =>
  plan.add("monitor:DiagnosticSetting", "second", {
    name: "second",
    resourceUri: target,
    logs: [{ categoryGroup: "allLogs", enabled: true }],
    ...more,
  });

/** Accounts, storage, vaults, logs and alerts. */
export const data: Attempt[] = [
  ...each("an account", "cognitiveservices:Account", "openai-swedencentral", [
    ["properties.publicNetworkAccess", "Enabled"],
    ["properties.publicNetworkAccess", "enabled"],
    ["properties.publicNetworkAccess", undefined],
    ["properties.networkAcls.defaultAction", "Allow"],
    ["properties.networkAcls", undefined],
    ["properties.networkAcls.ipRules", [{ value: "0.0.0.0/0" }]],
    ["properties.networkAcls.ipRules", unknown],
    ["properties.networkAcls.virtualNetworkRules", [{ id: `${elsewhere}/Microsoft.Network/virtualNetworks/v/subnets/s` }]],
    ["properties.networkAcls.bypass", "AzureServices"],
    ["properties.disableLocalAuth", false],
    ["properties.disableLocalAuth", "false"],
    ["properties.disableLocalAuth", undefined],
    ["properties.restrictOutboundNetworkAccess", false],
    ["properties.restrictOutboundNetworkAccess", undefined],
    ["properties.allowedFqdnList.-", "collector.example.com"],
    ["properties.allowedFqdnList", ["*"]],
    ["properties.userOwnedStorage", [{ resourceId: `${elsewhere}/Microsoft.Storage/storageAccounts/s` }]],
    [
      "properties.encryption",
      { keySource: "Microsoft.KeyVault", keyVaultProperties: { keyVaultUri: "https://strangers.vault.azure.net", keyName: "k" } },
    ],
    ["properties.allowProjectManagement", true],
    [
      "properties.networkInjections",
      [{ scenario: "agent", subnetArmId: `${elsewhere}/Microsoft.Network/virtualNetworks/v/subnets/s` }],
    ],
    ["properties.apiProperties", { qnaAzureSearchEndpointId: "x" }],
    ["properties.customSubDomainName", undefined],
    ["kind", "TextAnalytics"],
    ["location", "eastus"],
  ]).filter(({ name }) => !/location|kind is/.test(name)),
  ...[
    ["a public account", { properties: { customSubDomainName: "x", publicNetworkAccess: "Enabled" } }],
    ["an account that says nothing", { properties: { customSubDomainName: "x" } }],
    ["an account without properties", {}],
    ["an account of speech", { kind: "SpeechServices", properties: { publicNetworkAccess: "Enabled" } }],
    [
      "a closed account without an endpoint",
      {
        properties: {
          customSubDomainName: "x",
          publicNetworkAccess: "Disabled",
          disableLocalAuth: true,
          restrictOutboundNetworkAccess: true,
          allowedFqdnList: [],
          networkAcls: { defaultAction: "Deny", ipRules: [], virtualNetworkRules: [] },
        },
      },
    ],
  ].map(([name, inputs]) => ({
    name: `${String(name)} is added`,
    change: (plan: Changed) => plan.add("cognitiveservices:Account", "extra", { ...account, ...(inputs as object) }),
  })),
  ...[
    "cognitiveservices:Connection",
    "cognitiveservices:AccountConnection",
    "cognitiveservices:ProjectConnection",
    "cognitiveservices:Project",
    "cognitiveservices:RaiPolicy",
    "cognitiveservices:RaiBlocklist",
    "cognitiveservices:CommitmentPlan",
    "cognitiveservices:EncryptionScope",
    "cognitiveservices:PrivateEndpointConnection",
    "cognitiveservices:SharedCommitmentPlan",
    "cognitiveservices:DefenderForAISetting",
    "cognitiveservices:AccountCapabilityHost",
  ].map((type) => ({
    name: `${type} is added`,
    change: (plan: Changed) => plan.add(type, "extra", { ...group, accountName: "oai-contoso-ai-dev-swedencentral-dowjv" }),
  })),
  ...each("a storage account", "storage:StorageAccount", "training", [
    ["publicNetworkAccess", "Enabled"],
    ["publicNetworkAccess", unknown],
    ["publicNetworkAccess", "SecuredByPerimeter"],
    ["allowBlobPublicAccess", true],
    ["allowBlobPublicAccess", undefined],
    ["allowSharedKeyAccess", true],
    ["allowSharedKeyAccess", undefined],
    ["minimumTlsVersion", "TLS1_0"],
    ["minimumTlsVersion", undefined],
    ["enableHttpsTrafficOnly", false],
    ["networkRuleSet.defaultAction", "Allow"],
    ["networkRuleSet.ipRules", [{ iPAddressOrRange: "203.0.113.4" }]],
    ["networkRuleSet.resourceAccessRules", [{ tenantId: strangers, resourceId: `${elsewhere}/Microsoft.Synapse/workspaces/*` }]],
    [
      "networkRuleSet.virtualNetworkRules",
      [{ virtualNetworkResourceId: `${elsewhere}/Microsoft.Network/virtualNetworks/v/subnets/s` }],
    ],
    ["allowCrossTenantReplication", true],
    ["isSftpEnabled", true],
    ["isLocalUserEnabled", true],
    ["isNfsV3Enabled", true],
    ["allowedCopyScope", undefined],
    ["sasPolicy", undefined],
    ["enableExtendedGroups", true],
    ["encryption.keySource", "Microsoft.Keyvault"],
    ["kind", "BlobStorage"],
    ["azureFilesIdentityBasedAuthentication", { directoryServiceOptions: "AD" }],
    ["routingPreference", { publishInternetEndpoints: true, routingChoice: "InternetRouting" }],
    ["customDomain", { name: "files.example.com" }],
  ]).filter(({ name }) => !/'s (kind|allowedCopyScope|sasPolicy|encryption|enableExtended)/.test(name)),
  {
    name: "a storage account that says nothing is added",
    change: (plan) => plan.add("storage:StorageAccount", "extra", storage),
  },
  {
    name: "a closed storage account without an endpoint is added",
    change: (plan) => plan.add("storage:StorageAccount", "extra", { accountName: "stextra" }, { like: "training" }),
  },
  ...["Blob", "Container", "container", unknown].map((access) => ({
    name: `a container is open: ${access}`,
    change: set("storage:BlobContainer", "training-training", "publicAccess", access),
  })),
  ...[
    "storage:StorageAccountStaticWebsite",
    "storage:LocalUser",
    "storage:FileShare",
    "storage:Table",
    "storage:Queue",
    "storage:Blob",
    "storage:ObjectReplicationPolicy",
    "storage:ManagementPolicy",
    "storage:BlobInventoryPolicy",
    "storage:EncryptionScope",
    "storage:PrivateEndpointConnection",
    "storage:StorageTaskAssignment",
    "storage:BlobServiceCors",
  ].map((type) => ({
    name: `${type} is added`,
    change: (plan: Changed) => plan.add(type, "extra", { ...group, accountName: "stcontosoaidevaudowjv" }),
  })),
  {
    name: "pages from elsewhere may read blobs",
    change: set("storage:BlobServiceProperties", "audit-blob", "cors", {
      corsRules: [
        { allowedOrigins: ["*"], allowedMethods: ["GET"], allowedHeaders: ["*"], exposedHeaders: ["*"], maxAgeInSeconds: 60 },
      ],
    }),
  },
  {
    name: "the archive forgets at once",
    change: set("storage:BlobServiceProperties", "audit-blob", "deleteRetentionPolicy.enabled", false),
  },
  {
    name: "the archive's containers are forgotten at once",
    change: set("storage:BlobServiceProperties", "audit-blob", "containerDeleteRetentionPolicy.enabled", false),
  },
  {
    name: "the archive keeps deleted blobs for a day",
    change: set("storage:BlobServiceProperties", "audit-blob", "deleteRetentionPolicy.days", 1),
  },
  ...each("the vault", "keyvault:Vault", "vault", [
    ["properties.publicNetworkAccess", "Enabled"],
    ["properties.publicNetworkAccess", unknown],
    ["properties.enableRbacAuthorization", false],
    ["properties.enableRbacAuthorization", undefined],
    [
      "properties.accessPolicies",
      [{ tenantId: "11111111-1111-4111-8111-111111111111", objectId: "x", permissions: { secrets: ["all"] } }],
    ],
    ["properties.enablePurgeProtection", false],
    ["properties.enablePurgeProtection", undefined],
    ["properties.enableSoftDelete", false],
    ["properties.networkAcls.defaultAction", "Allow"],
    ["properties.networkAcls.ipRules", [{ value: "203.0.113.0/24" }]],
    ["properties.networkAcls.bypass", "AzureServices"],
    ["properties.tenantId", strangers],
    ["properties.enabledForDeployment", true],
    ["properties.enabledForTemplateDeployment", true],
    ["properties.enabledForDiskEncryption", true],
    ["properties", unknown],
  ]).filter(({ name }) => !/bypass|properties is/.test(name)),
  ...["keyvault:AccessPolicy", "keyvault:ManagedHsm", "keyvault:MHSMPrivateEndpointConnection", "keyvault:Certificate"].map(
    (type) => ({
      name: `${type} is added`,
      change: (plan: Changed) => plan.add(type, "extra", { ...group, vaultName: "kv-contoso-ai-dev-dowjv" }),
    }),
  ),
  ...each("the workspace", "operationalinsights:Workspace", "workspace", [
    ["retentionInDays", 7],
    ["retentionInDays", "7"],
    ["retentionInDays", unknown],
    ["retentionInDays", undefined],
    ["publicNetworkAccessForQuery", "Enabled"],
    ["publicNetworkAccessForIngestion", "Enabled"],
    ["publicNetworkAccessForIngestion", undefined],
    ["features.disableLocalAuth", false],
    ["features.disableLocalAuth", undefined],
    ["features.enableLogAccessUsingOnlyResourcePermissions", true],
    ["features.immediatePurgeDataOn30Days", true],
    ["workspaceCapping", { dailyQuotaGb: 0.1 }],
    ["sku.name", "Free"],
    ["features.unifiedSentinelBillingOnly", true],
    ["replication", { enabled: true, location: "eastus" }],
  ]).filter(({ name }) => !/unified|replication/.test(name)),
  ...each("a table's template", "resources:Deployment", "workspace-retention", [
    ["properties.mode", "Complete"],
    ["properties.template", "{}"],
  ]),
  ...each("the export", "operationalinsights:DataExport", "audit-export", [
    ["enable", false],
    ["enable", undefined],
    ["tableNames", ["AGWAccessLogs"]],
    ["tableNames", []],
    ["tableNames", unknown],
    ["resourceId", `${elsewhere}/Microsoft.Storage/storageAccounts/s`],
    ["resourceId", unknown],
  ]),
  { name: "the export is gone", change: (plan) => plan.remove("operationalinsights:DataExport") },
  {
    name: "a second export to an event hub of strangers",
    change: (plan) =>
      plan.add(
        "operationalinsights:DataExport",
        "second",
        { dataExportName: "second", resourceId: `${elsewhere}/Microsoft.EventHub/namespaces/n` },
        { like: "audit-export" },
      ),
  },
  ...[
    "operationalinsights:LinkedStorageAccount",
    "operationalinsights:LinkedService",
    "operationalinsights:DataSource",
    "operationalinsights:StorageInsightConfig",
    "operationalinsights:Cluster",
    "operationalinsights:Table",
    "operationsmanagement:Solution",
    "operationsmanagement:ManagementAssociation",
    "monitor:DataCollectionRule",
    "monitor:DataCollectionEndpoint",
    "monitor:AzureMonitorWorkspace",
    "monitor:LogProfile",
    "monitor:AutoscaleSetting",
    "insights:LogProfile",
    "insights:ProactiveDetectionConfiguration",
    "securityinsights:SentinelOnboardingState",
    "security:Pricing",
    "security:Automation",
    "alertsmanagement:AlertProcessingRuleByName",
    "monitor:TenantActionGroup",
    "applicationinsights:ExportConfiguration",
    "applicationinsights:ApiKey",
    "applicationinsights:WebTest",
    "applicationinsights:ComponentLinkedStorageAccount",
    "automation:AutomationAccount",
    "dashboard:Grafana",
    "portal:Dashboard",
  ].map((type) => ({
    name: `${type} is added`,
    change: (plan: Changed) => plan.add(type, "extra", { ...group, ...tagged, location: "swedencentral" }),
  })),
  ...[
    "apim-diagnostics",
    "gateway-diagnostics",
    "vault-diagnostics",
    "activity-log",
    "workspace-diagnostics",
    "network-diagnostics",
    "network-private-endpoints-diagnostics",
    "openai-francecentral-diagnostics",
    "audit-blob-diagnostics",
  ].flatMap((name): Attempt[] => [
    { name: `${name} is gone`, change: (plan) => plan.remove("monitor:DiagnosticSetting", name) },
    { name: `${name} is off`, change: set("monitor:DiagnosticSetting", name, "logs.0.enabled", false) },
    { name: `${name} has no logs`, change: set("monitor:DiagnosticSetting", name, "logs", []) },
    { name: `${name} leaves logs out`, change: set("monitor:DiagnosticSetting", name, "logs", undefined) },
    { name: `${name} is unknown`, change: set("monitor:DiagnosticSetting", name, "logs", unknown) },
    { name: `${name} has no workspace`, change: set("monitor:DiagnosticSetting", name, "workspaceId", undefined) },
    {
      name: `${name} sends to strangers`,
      change: set("monitor:DiagnosticSetting", name, "workspaceId", `${elsewhere}/Microsoft.OperationalInsights/workspaces/w`),
    },
    {
      name: `${name} sends to another workspace of the subscription`,
      change: set(
        "monitor:DiagnosticSetting",
        name,
        "workspaceId",
        `${subscription}/resourceGroups/other/providers/Microsoft.OperationalInsights/workspaces/w`,
      ),
    },
  ]),
  {
    name: "the activity log leaves out administration",
    change: (plan) =>
      plan.replace(plan.one("monitor:DiagnosticSetting", "activity-log"), ({ inputs }) => {
        inputs.logs = (inputs.logs as { category?: string }[]).filter((one) => one.category !== "Administrative");
      }),
  },
  {
    name: "a second setting sends to storage of strangers",
    change: setting({ storageAccountId: `${elsewhere}/Microsoft.Storage/storageAccounts/s` }),
  },
  {
    name: "a second setting sends to an event hub of the same subscription",
    change: setting({
      eventHubAuthorizationRuleId: `${subscription}/resourceGroups/other/providers/Microsoft.EventHub/namespaces/n/authorizationRules/r`,
      eventHubName: "h",
    }),
  },
  {
    name: "a second setting sends to a partner",
    change: setting({ marketplacePartnerId: `${subscription}/resourceGroups/other/providers/Microsoft.Datadog/monitors/m` }),
  },
  {
    name: "a second setting sends to a service bus",
    change: setting({ serviceBusRuleId: `${elsewhere}/Microsoft.ServiceBus/namespaces/n/authorizationRules/r` }),
  },
  { name: "a second setting sends to storage that is not known", change: setting({ storageAccountId: unknown }) },
  ...each("the scope", "monitor:PrivateLinkScope", "private-link-scope", [
    ["accessModeSettings.queryAccessMode", "Open"],
    ["accessModeSettings.ingestionAccessMode", "Open"],
    ["accessModeSettings", undefined],
    [
      "accessModeSettings.exclusions",
      [{ privateEndpointConnectionName: "x", queryAccessMode: "Open", ingestionAccessMode: "Open" }],
    ],
  ]),
  {
    name: "the workspace leaves the scope",
    change: (plan) => plan.remove("monitor:PrivateLinkScopedResource", "private-link-scope-workspace"),
  },
  {
    name: "the scope is gone",
    change: (plan) => {
      plan.remove("monitor:PrivateLinkScope");
    },
  },
  {
    name: "the scope takes a workspace of strangers",
    change: (plan) =>
      plan.add(
        "monitor:PrivateLinkScopedResource",
        "x",
        { name: "x", linkedResourceId: `${elsewhere}/Microsoft.OperationalInsights/workspaces/w` },
        { like: "private-link-scope-workspace" },
      ),
  },
  ...each("Application Insights", "applicationinsights:Component", "workspace-insights", [
    ["disableLocalAuth", false],
    ["publicNetworkAccessForQuery", "Enabled"],
    ["publicNetworkAccessForIngestion", undefined],
    ["workspaceResourceId", `${elsewhere}/Microsoft.OperationalInsights/workspaces/w`],
    ["workspaceResourceId", undefined],
    ["disableIpMasking", true],
    ["ingestionMode", "ApplicationInsights"],
  ]).filter(({ name }) => !/Masking/.test(name)),
  ...each("people's mail", "monitor:ActionGroup", "alerts", [
    ["webhookReceivers", [{ name: "w", serviceUri: "https://collector.example.com" }]],
    [
      "azureFunctionReceivers",
      [
        {
          name: "f",
          functionAppResourceId: `${elsewhere}/Microsoft.Web/sites/s`,
          functionName: "f",
          httpTriggerUrl: "https://x.example.com",
        },
      ],
    ],
    [
      "logicAppReceivers",
      [{ name: "l", callbackUrl: "https://x.example.com", resourceId: `${elsewhere}/Microsoft.Logic/workflows/w` }],
    ],
    ["automationRunbookReceivers", [{ name: "a" }]],
    ["eventHubReceivers", [{ name: "e", subscriptionId: strangers }]],
    ["itsmReceivers", [{ name: "i" }]],
    ["incidentReceivers", [{ name: "i" }]],
    ["enabled", false],
    ["webhookReceivers", unknown],
  ]),
  ...each("the alert on changed evidence", "monitor:ScheduledQueryRule", "alerts-evidence-changed", [
    ["enabled", false],
    ["enabled", "false"],
    ["actions.actionGroups", []],
    ["actions", undefined],
    ["actions.actionGroups", [`${elsewhere}/Microsoft.Insights/actionGroups/a`]],
  ]),
  {
    name: "the alert on changed evidence is gone",
    change: (plan) => plan.remove("monitor:ScheduledQueryRule", "alerts-evidence-changed"),
  },
  { name: "the alert on keys in use is gone", change: (plan) => plan.remove("monitor:ScheduledQueryRule", "alerts-keys-listed") },
  {
    name: "the alert on local authentication is gone",
    change: (plan) => plan.remove("monitor:ScheduledQueryRule", "alerts-local-auth-enabled"),
  },
  { name: "the action group is gone", change: (plan) => plan.remove("monitor:ActionGroup") },
];
