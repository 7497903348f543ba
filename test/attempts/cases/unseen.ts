import { Attempt, elsewhere, group, here, subscription } from "../attempt";
import type { Changed } from "../changes";

const rule = "monitor:ScheduledQueryRule";
const evidence = "alerts-evidence-changed";
const alert =
  (path: string, value: unknown, name = evidence) =>
  (plan: Changed) =>
    plan.set(rule, name, path, value);
const asked = (more: string) => (plan: Changed) =>
  plan.edit(rule, evidence, "criteria.allOf.0.query", (query) => `${query}\n${more}`);
const given = (role: string, scope: string) => (plan: Changed) =>
  plan.add("authorization:RoleAssignment", "given", {
    roleAssignmentName: "00000000-1111-4222-8333-444444444444",
    roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    scope,
    principalId: "bbbbbbbb-0000-4000-8000-000000000009",
    principalType: "Group",
  });
const resourceGroup = `${subscription}/resourceGroups/rg-contoso-ai-dev`;
const record = (zone: string, more: object) => (plan: Changed) =>
  plan.add("privatedns:PrivateRecordSet", "record", {
    ...group,
    privateZoneName: zone,
    relativeRecordSetName: "oai-contoso-ai-dev-swedencentral-dowjv",
    ttl: 60,
    recordType: "A",
    ...more,
  });

/** What nobody would notice: alerts that look away, readers by the back door, names that lead to somebody else's machine. */
export const unseen: Attempt[] = [
  { name: "the alert on evidence looks five minutes a day", change: alert("evaluationFrequency", "P1D") },
  { name: "the alert on evidence looks at a minute of ten", change: alert("windowSize", "PT1M") },
  { name: "the alert on evidence overrides what it looks at", change: alert("overrideQueryTimeRange", "PT1M") },
  {
    name: "the alert on evidence must be broken six times",
    change: alert("criteria.allOf.0.failingPeriods", { numberOfEvaluationPeriods: 6, minFailingPeriodsToAlert: 6 }),
  },
  {
    name: "the alert on evidence looks for one caller only",
    change: alert("criteria.allOf.0.dimensions.0.values", ["auditor@contoso.com"]),
  },
  {
    name: "the alert on evidence leaves a caller out",
    change: alert("criteria.allOf.0.dimensions.0", { name: "Caller", operator: "Exclude", values: ["eve@contoso.com"] }),
  },
  { name: "the alert on evidence tells nobody", change: alert("actions.actionGroups", []) },
  { name: "the alert on listed keys tells nobody", change: alert("actions", undefined, "alerts-keys-listed") },
  {
    name: "the alert on evidence learns what is usual",
    change: alert("criteria.allOf.0.criterionType", "DynamicThresholdCriterion"),
  },
  { name: "the query on evidence leaves a caller out", change: asked('| where Caller != "eve@contoso.com"') },
  { name: "the query on evidence leaves callers out by a list", change: asked('| where Caller !in~ ("eve@contoso.com")') },
  { name: "the query on evidence knows one caller only", change: asked('| where Caller == "nobody@contoso.com"') },
  { name: "the query on evidence looks before a year", change: asked("| where 1 == 0") },
  {
    name: "a group reads everything in the resource group",
    change: given("acdd72a7-3385-48ef-bd42-f606fba81ae7", resourceGroup),
  },
  {
    name: "a group monitors the resource group, and reads its logs by it",
    change: given("43d0d8ad-25c7-4714-9337-8ba259a9fe05", resourceGroup),
  },
  {
    name: "a name of the accounts leads to a machine in another private network",
    change: record("privatelink.openai.azure.com", { aRecords: [{ ipv4Address: "10.99.0.4" }] }),
  },
  {
    name: "a name of the vaults leads to a machine in another private network",
    change: record("privatelink.vaultcore.azure.net", { aRecords: [{ ipv4Address: "192.168.7.7" }] }),
  },
  {
    name: "every name of the accounts leads to a machine in another private network",
    change: record("privatelink.openai.azure.com", { relativeRecordSetName: "*", aRecords: [{ ipv4Address: "172.16.0.4" }] }),
  },
  {
    name: "the archive is a cool copy of another account",
    change: (plan) =>
      plan.set(
        "operationalinsights:DataExport",
        "audit-export",
        "resourceId",
        `${here}/Microsoft.Storage/storageAccounts/stother`,
      ),
  },
  {
    name: "the export leaves out prompts",
    change: (plan) => plan.set("operationalinsights:DataExport", "audit-export", "tableNames", ["ApiManagementGatewayLogs"]),
  },
  {
    name: "flow logs of the network go to storage beside the stack",
    change: (plan) =>
      plan.add("network:FlowLog", "flow", {
        resourceGroupName: "NetworkWatcherRG",
        networkWatcherName: "NetworkWatcher_swedencentral",
        flowLogName: "flow",
        enabled: true,
        targetResourceId: `${here}/Microsoft.Network/virtualNetworks/vnet-contoso-ai-dev`,
        storageId: `${here}/Microsoft.Storage/storageAccounts/stother`,
        retentionPolicy: { enabled: true, days: 90 },
      }),
  },
  {
    name: "the activity log of the subscription goes to a workspace beside the stack",
    change: (plan) =>
      plan.set(
        "monitor:DiagnosticSetting",
        "activity-log",
        "workspaceId",
        `${subscription}/resourceGroups/rg-of-others/providers/Microsoft.OperationalInsights/workspaces/log-of-others`,
      ),
  },
  {
    name: "the security people's alerts are sent to an action group of strangers",
    change: alert("actions.actionGroups", [`${elsewhere}/Microsoft.Insights/actionGroups/ag`]),
  },
  {
    name: "the security people's alerts are sent to an action group that was made by hand",
    change: alert("actions.actionGroups", [`${here}/Microsoft.Insights/actionGroups/ag-by-hand`]),
  },
];
