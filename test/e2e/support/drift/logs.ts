import { rowsOf, shownAt, stranger } from "./property";

const stores = [
  ...rowsOf("operationalinsights:Workspace workspace", {
    publicNetworkAccessForQuery: "Enabled",
    publicNetworkAccessForIngestion: "Enabled",
    "features.disableLocalAuth": false,
    "features.enableLogAccessUsingOnlyResourcePermissions": true,
    retentionInDays: 4,
    workspaceCapping: { dailyQuotaGb: 0.023 },
  }),
  ...rowsOf("applicationinsights:Component workspace-insights", {
    disableLocalAuth: false,
    publicNetworkAccessForQuery: "Enabled",
    publicNetworkAccessForIngestion: "Enabled",
  }),
  ...rowsOf("monitor:PrivateLinkScope private-link-scope", {
    "accessModeSettings.queryAccessMode": "Open",
    "accessModeSettings.ingestionAccessMode": "Open",
    "accessModeSettings.exclusions": [{ privateEndpointConnectionName: "any", queryAccessMode: "Open" }],
  }),
  ...rowsOf("monitor:DiagnosticSetting vault-diagnostics", { "logs[0].enabled": false }),
  ...rowsOf("monitor:DiagnosticSetting apim-diagnostics", { workspaceId: stranger.workspace }),
  ...rowsOf("operationalinsights:SavedSearch queries-one-call-function", { query: "print 1" }),
];

const alerts = [
  ...rowsOf("monitor:ScheduledQueryRule alerts-prompts-read-by-unusual-reader", { enabled: false }),
  ...rowsOf("monitor:ScheduledQueryRule alerts-refused-spike", {
    "criteria.allOf[0].threshold": 1000000,
    "actions.actionGroups": shownAt("actions.actionGroups[0]", []),
  }),
  ...rowsOf("monitor:MetricAlert alerts-vault-availability", { enabled: false }),
  ...rowsOf("monitor:ActivityLogAlert alerts-service-health", { enabled: false }),
  ...rowsOf("monitor:ActionGroup alerts", { enabled: false }),
];

const locks = rowsOf("authorization:ManagementLockByScope audit-lock", { level: "NotSpecified" });

/** What keeps the environment traceable: logs, alerts, locks. */
export const logRows = [...stores, ...alerts, ...locks];
