import { Attempt, elsewhere, group, here, strangers, subscription } from "../../attempt";
import { set, add, answered, alert, asked, template, table, setting, storage, vault, audit } from "./changes";

/** What is recorded, for how long, who reads it and who is told. */
export const evidence: Attempt[] = [
  {
    name: "the logs of the gateway go to the old table, which nothing reads",
    change: setting("apim-diagnostics", "logAnalyticsDestinationType", "AzureDiagnostics"),
  },
  {
    name: "the logs of the gateway go to whatever table",
    change: setting("apim-diagnostics", "logAnalyticsDestinationType", undefined),
  },
  {
    name: "the logs of the front end go to the old table, which nothing exports",
    change: setting("gateway-diagnostics", "logAnalyticsDestinationType", undefined),
  },
  {
    name: "the logs of the vault go to the old table, which nothing exports",
    change: setting("vault-diagnostics", "logAnalyticsDestinationType", "AzureDiagnostics"),
  },
  {
    name: "the table of the gateway's logs is only known later",
    change: answered("monitor:DiagnosticSetting", "apim-diagnostics", "logAnalyticsDestinationType"),
  },
  {
    name: "the logs of the vault are those of policies only",
    change: setting("vault-diagnostics", "logs", [{ category: "AzurePolicyEvaluationDetails", enabled: true }]),
  },
  {
    name: "the logs of the gateway are on, says the text true with a space",
    change: setting("apim-diagnostics", "logs.0.enabled", " false"),
  },
  {
    name: "the logs of the front end are an object",
    change: setting("gateway-diagnostics", "logs", { 0: { categoryGroup: "allLogs", enabled: false } }),
  },
  {
    name: "the setting of the vault is of a vault that was made by hand",
    change: setting("vault-diagnostics", "resourceUri", `${here}/Microsoft.KeyVault/vaults/kv-by-hand`),
  },
  {
    name: "the reading of the archive is not logged",
    change: setting("audit-blob-diagnostics", "logs", [
      { category: "StorageWrite", enabled: true },
      { category: "StorageDelete", enabled: true },
    ]),
  },
  {
    name: "the activity log is that of another subscription",
    change: setting("activity-log", "resourceUri", "/subscriptions/99999999-0000-4000-8000-000000000009"),
  },
  {
    name: "the activity log leaves out security",
    change: (plan) =>
      plan.replace(plan.one("monitor:DiagnosticSetting", "activity-log"), (one) => {
        for (const side of [one.inputs, one.outputs])
          side.logs = (side.logs as { category: string; enabled: boolean }[]).map((log) =>
            log.category === "Security" ? { ...log, enabled: false } : log,
          );
      }),
  },
  {
    name: "a second setting copies the logs of the vault to storage of the same group",
    change: add("monitor:DiagnosticSetting", {
      name: "copy",
      resourceUri: `${here}/Microsoft.KeyVault/vaults/kv-contoso-ai-dev-dowjv`,
      storageAccountId: `${here}/Microsoft.Storage/storageAccounts/stbyhand`,
      logs: [{ categoryGroup: "allLogs", enabled: true }],
    }),
  },
  {
    name: "a second setting of an older module copies logs to an event hub",
    change: (plan) =>
      plan.add("azure-native:insights/v20210501preview:DiagnosticSetting", "copy", {
        name: "copy",
        resourceUri: `${here}/Microsoft.KeyVault/vaults/kv-contoso-ai-dev-dowjv`,
        eventHubAuthorizationRuleId: `${subscription}/resourceGroups/rg-o/providers/Microsoft.EventHub/namespaces/n/authorizationRules/r`,
        logs: [{ categoryGroup: "allLogs", enabled: true }],
      }),
  },
  { name: "the export is on, says the number 0", change: set("operationalinsights:DataExport", "audit-export", "enable", 0) },
  {
    name: "the export's tables are an object",
    change: set("operationalinsights:DataExport", "audit-export", "tableNames", { 0: "AGWAccessLogs" }),
  },
  {
    name: "a second export copies prompts to storage made by hand",
    change: add("operationalinsights:DataExport", {
      ...group,
      workspaceName: "log-contoso-ai-dev",
      dataExportName: "copy",
      enable: true,
      tableNames: ["ApiManagementGatewayLlmLog"],
      resourceId: `${here}/Microsoft.Storage/storageAccounts/stbyhand`,
    }),
  },
  {
    name: "the export sends prompts to the training storage",
    change: set(
      "operationalinsights:DataExport",
      "audit-export",
      "resourceId",
      `${here}/Microsoft.Storage/storageAccounts/stcontosoaidevtrdowjv`,
    ),
  },
  {
    name: "the workspace keeps logs for 29 days, in text",
    change: set("operationalinsights:Workspace", "workspace", "retentionInDays", "29"),
  },
  {
    name: "the workspace is full after a tenth of a gigabyte, in text",
    change: set("operationalinsights:Workspace", "workspace", "workspaceCapping", { dailyQuotaGb: "0.1" }),
  },
  {
    name: "rows may be purged early, says the number 1",
    change: set("operationalinsights:Workspace", "workspace", "features.immediatePurgeDataOn30Days", 1),
  },
  {
    name: "the workspace takes keys, says the text false",
    change: set("operationalinsights:Workspace", "workspace", "features.disableLocalAuth", "false"),
  },
  {
    name: "the workspace is of the free tier, in capitals",
    change: set("operationalinsights:Workspace", "workspace", "sku.name", "FREE"),
  },
  {
    name: "a table is of the plan Basic, whose rows are kept for 30 days and searched for money",
    change: template({ name: "log-contoso-ai-dev/ApiManagementGatewayLlmLog", properties: { ...table, plan: "Basic" } }),
  },
  {
    name: "a table is of the plan Auxiliary, in small letters",
    change: template({ name: "log-contoso-ai-dev/AzureActivity", properties: { ...table, plan: "auxiliary" } }),
  },
  {
    name: "a table keeps rows for four days, as an expression",
    change: template({ name: "log-contoso-ai-dev/AzureActivity", properties: { ...table, retentionInDays: "[add(2, 2)]" } }),
  },
  {
    name: "the archive deletes what nobody reads",
    change: set("storage:ManagementPolicy", "audit-lifecycle", "policy.rules.0.definition.actions.baseBlob.delete", {
      daysAfterLastAccessTimeGreaterThan: 1,
    }),
  },
  {
    name: "the archive has one more rule that deletes at once",
    change: set("storage:ManagementPolicy", "audit-lifecycle", "policy.rules.-", {
      name: "now",
      enabled: true,
      type: "Lifecycle",
      definition: {
        actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 0 } } },
        filters: { blobTypes: ["appendBlob"] },
      },
    }),
  },
  {
    name: "the rules of the archive's lifecycle are an object",
    change: set("storage:ManagementPolicy", "audit-lifecycle", "policy.rules", {
      0: {
        name: "now",
        enabled: true,
        type: "Lifecycle",
        definition: { actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 0 } } } },
      },
    }),
  },
  {
    name: "the archive keeps deleted containers for a day, in text",
    change: set("storage:BlobServiceProperties", "audit-blob", "containerDeleteRetentionPolicy.days", "1"),
  },
  {
    name: "the archive's containers are made by another resource, open",
    change: add("storage:BlobContainer", {
      ...group,
      accountName: "stcontosoaidevaudowjv",
      containerName: "am-open",
      publicAccess: "Blob ",
    }),
  },
  {
    name: "the archive of an older type version is open to everybody",
    change: (plan) =>
      plan.add("azure-native:storage/v20230101:BlobContainer", "open", {
        ...group,
        accountName: "stcontosoaidevaudowjv",
        containerName: "open",
        publicAccess: "Container",
      }),
  },
  {
    name: "the foreign services of the archive's firewall are only known later",
    change: answered("storage:StorageAccount", "audit", "networkRuleSet.resourceAccessRules"),
  },
  {
    name: "the foreign services of the archive's firewall are an object",
    change: storage("networkRuleSet.resourceAccessRules", {
      0: { tenantId: strangers, resourceId: `${elsewhere}/Microsoft.Synapse/workspaces/*` },
    }),
  },
  { name: "the archive takes keys, says the text True", change: storage("allowSharedKeyAccess", "True") },
  { name: "the archive speaks TLS 1.1", change: storage("minimumTlsVersion", "TLS1_1") },
  { name: "the archive may be read without HTTPS, says the number 0", change: storage("enableHttpsTrafficOnly", 0) },
  { name: "the archive has local users, says the text true with a space", change: storage("isLocalUserEnabled", "true ") },
  {
    name: "the archive is encrypted with a key of strangers",
    change: storage("encryption", {
      keySource: "Microsoft.Keyvault",
      keyVaultProperties: { keyVaultUri: "https://strangers.vault.azure.net", keyName: "k" },
    }),
  },
  {
    name: "the vault lets an address in, as an object",
    change: vault("properties.networkAcls.ipRules", { 0: { value: "203.0.113.7/32" } }),
  },
  { name: "the vault deploys secrets into machines, says the number 1", change: vault("properties.enabledForDeployment", 1) },
  { name: "the vault's roles are off, says the text false", change: vault("properties.enableRbacAuthorization", "false") },
  { name: "the vault keeps nothing that is deleted, says the number 0", change: vault("properties.enableSoftDelete", 0) },
  { name: "the vault asks no network, in small letters", change: vault("properties.publicNetworkAccess", "enabled") },
  {
    name: "a key leaves the vault, says the number 1",
    change: add("keyvault:Key", {
      ...group,
      vaultName: "kv-contoso-ai-dev-dowjv",
      keyName: "k",
      properties: { kty: "RSA", attributes: { enabled: true, exportable: 1 } },
    }),
  },
  {
    name: "a second vault without an endpoint is made like the first",
    change: (plan) => plan.add("keyvault:Vault", "second", { vaultName: "kv-second" }, { like: "vault" }),
  },
  {
    name: "the log of prompts goes to a logger made by hand",
    change: set(
      "resources:Resource",
      "apim-openai-llm",
      "properties.loggerId",
      `${here}/Microsoft.ApiManagement/service/apim-contoso-ai-dev-dowjv/loggers/by-hand`,
    ),
  },
  {
    name: "the accounts' identity writes to the archive",
    change: set("authorization:RoleAssignment", "roles-openai-training", "scope", audit),
  },
  {
    name: "the accounts' identity writes to a container of the archive",
    change: set(
      "authorization:RoleAssignment",
      "roles-openai-training",
      "scope",
      `${audit}/blobServices/default/containers/am-azureactivity`,
    ),
  },
  {
    name: "the alert on stopped logs is gone",
    change: (plan) => plan.remove("monitor:ActivityLogAlert", "alerts-log-stopped"),
  },
  {
    name: "the alert on stopped logs looks for one caller",
    change: set("monitor:ActivityLogAlert", "alerts-log-stopped", "condition.allOf.-", { field: "caller", equals: "robot" }),
  },
  { name: "the alert on evidence is off, says the text False", change: alert("enabled", "False ") },
  { name: "the alert on evidence is off, says the number 0", change: alert("enabled", 0) },
  { name: "the alert on evidence looks at rows of the future", change: asked("| where TimeGenerated > now()") },
  { name: "the alert on evidence never finds, by a comparison of numbers", change: asked("| where 1 > 2") },
  { name: "the alert on evidence never finds, by an impossible count", change: asked("| where Times < 0") },
  { name: "the alert on evidence takes one row of nothing", change: asked("| top 0 by Times") },
  { name: "the alert on evidence forgets one operation", change: asked('| where Operation !has "DIAGNOSTICSETTINGS"') },
  { name: "the alert on evidence forgets one caller by his address", change: asked('| where Caller !startswith "eve"') },
  { name: "the alert on evidence samples", change: asked("| sample 0") },
  {
    name: "the alert on evidence knows no change any more",
    change: (plan) =>
      plan.edit("monitor:ScheduledQueryRule", "alerts-evidence-changed", "criteria.allOf.0.query", (query) =>
        query.replace(/let changesEvidence = [^\n]*/, "let changesEvidence = (operation: string) { false };"),
      ),
  },
  {
    name: "the alert on readers of prompts leaves one reader out",
    change: asked('| where AADEmail != "eve@contoso.com"', "prompts-read-by-unusual-reader"),
  },
  { name: "the alert on listed keys is gone", change: (plan) => plan.remove("monitor:ScheduledQueryRule", "alerts-keys-listed") },
  { name: "the alert on roles is gone", change: (plan) => plan.remove("monitor:ScheduledQueryRule", "alerts-role-granted") },
  {
    name: "the alert on opened access is gone",
    change: (plan) => plan.remove("monitor:ScheduledQueryRule", "alerts-public-access-enabled"),
  },
  { name: "the alert on opened access tells nobody", change: alert("actions.actionGroups", [], "public-access-enabled") },
  { name: "the alert on prompts that are not logged is off", change: alert("enabled", false, "prompts-not-logged") },
  { name: "the people of security are told nothing", change: set("monitor:ActionGroup", "alerts-security", "enabled", "false") },
  {
    name: "an alert calls a function",
    change: set("monitor:ActionGroup", "alerts", "azureFunctionReceivers", {
      0: { name: "f", httpTriggerUrl: "https://x.example.com" },
    }),
  },
  {
    name: "an alert calls a web hook, in an object",
    change: set("monitor:ActionGroup", "alerts", "webhookReceivers", {
      0: { name: "w", serviceUri: "https://strangers.example.com" },
    }),
  },
  {
    name: "an alert is told to an event hub of another tenant",
    change: set("monitor:ActionGroup", "alerts-security", "eventHubReceivers", [
      { name: "e", tenantId: strangers, subscriptionId: strangers, eventHubNameSpace: "n", eventHubName: "h" },
    ]),
  },
  {
    name: "a saved query takes the place of the table of prompts, in small letters",
    change: add("operationalinsights:SavedSearch", {
      ...group,
      workspaceName: "log-contoso-ai-dev",
      savedSearchId: "s",
      category: "c",
      displayName: "d",
      functionAlias: "apimanagementgatewayllmlog",
      query: "print 1",
    }),
  },
  {
    name: "a saved query takes the place of the table of readers",
    change: add("operationalinsights:SavedSearch", {
      ...group,
      workspaceName: "log-contoso-ai-dev",
      savedSearchId: "s",
      category: "c",
      displayName: "d",
      functionAlias: "LAQueryLogs",
      query: "print 1",
    }),
  },
  {
    name: "the scope of the logs is open for queries, with a space",
    change: set("monitor:PrivateLinkScope", "private-link-scope", "accessModeSettings.queryAccessMode", "Open "),
  },
  {
    name: "the scope's exclusions are an object",
    change: set("monitor:PrivateLinkScope", "private-link-scope", "accessModeSettings.exclusions", {
      0: { privateEndpointConnectionName: "x", queryAccessMode: "Open", ingestionAccessMode: "Open" },
    }),
  },
  {
    name: "traces are read over the Internet, in small letters",
    change: set("applicationinsights:Component", "workspace-insights", "publicNetworkAccessForQuery", "enabled"),
  },
];
