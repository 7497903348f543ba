import { creationTime, guid, tenantId } from "../identifiers";
import { objectAt, Props, textAt } from "../provider";
import { identityOf } from "./identity";
import { Deployed, ResourceTypes, succeeded } from "./resourceType";

const logs = "Microsoft.OperationalInsights";
const logsVersion = { apiVersion: "2023-09-01" } as const;
const insights = "Microsoft.Insights";

function workspace(resource: Deployed): Props {
  return {
    ...identityOf(resource),
    customerId: guid(`workspace:${resource.id}`),
    createdDate: creationTime,
    modifiedDate: creationTime,
    sku: { lastSkuUpdate: creationTime },
    features: { searchVersion: 1 },
    ...succeeded,
  };
}

function table({ inputs }: Deployed): Props {
  const { retentionInDays, totalRetentionInDays } = inputs;
  const archived = typeof retentionInDays === "number" && typeof totalRetentionInDays === "number";
  return {
    ...(archived && { archiveRetentionInDays: totalRetentionInDays - retentionInDays }),
    retentionInDaysAsDefault: retentionInDays === undefined,
    totalRetentionInDaysAsDefault: totalRetentionInDays === undefined,
    ...succeeded,
  };
}

function component(resource: Deployed): Props {
  const { inputs, id, name } = resource;
  const [key, app] = [guid(`key:${id}`), guid(`app:${id}`)];
  const region = textAt(inputs, "location");
  const host = (service: string) => `https://${region}.${service}.azure.com/`;
  return {
    appId: app,
    applicationId: name,
    instrumentationKey: key,
    connectionString: `InstrumentationKey=${key};IngestionEndpoint=https://${region}-0.in.applicationinsights.azure.com/;LiveEndpoint=${host("livediagnostics.monitor")};ApplicationId=${app}`,
    creationDate: creationTime,
    tenantId,
    ...succeeded,
  };
}

/** Types of Log Analytics. */
const logTypes: ResourceTypes = {
  "operationalinsights:Workspace": {
    arm: `${logs}/workspaces`,
    ...logsVersion,
    path: ["resourceGroupName", "workspaceName"],
    located: true,
    adds: workspace,
  },
  "operationalinsights:Table": {
    arm: `${logs}/workspaces/tables`,
    ...logsVersion,
    path: ["resourceGroupName", "workspaceName", "tableName"],
    adds: table,
  },
  "operationalinsights:SavedSearch": {
    arm: `${logs}/workspaces/savedSearches`,
    ...logsVersion,
    path: ["resourceGroupName", "workspaceName", "savedSearchId"],
  },
  "operationalinsights:DataExport": {
    arm: `${logs}/workspaces/dataExports`,
    ...logsVersion,
    path: ["resourceGroupName", "workspaceName", "dataExportName"],
    adds: (r) => ({ dataExportId: guid(r.id), createdDate: creationTime, lastModifiedDate: creationTime }),
  },
  "operationalinsights:QueryPack": {
    arm: `${logs}/queryPacks`,
    ...logsVersion,
    path: ["resourceGroupName", "queryPackName"],
    located: true,
    adds: (r) => ({ queryPackId: guid(r.id), timeCreated: creationTime, timeModified: creationTime, ...succeeded }),
  },
  "operationalinsights:Query": {
    arm: `${logs}/queryPacks/queries`,
    ...logsVersion,
    path: ["resourceGroupName", "queryPackName", "id"],
    adds: () => ({ author: guid("caller"), timeCreated: creationTime, timeModified: creationTime }),
  },
};

/** Types of Microsoft.Insights. */
const insightsTypes: ResourceTypes = {
  "applicationinsights:Component": {
    arm: `${insights}/components`,
    apiVersion: "2020-02-02",
    path: ["resourceGroupName", "resourceName"],
    located: true,
    adds: component,
  },
  "applicationinsights:Workbook": {
    arm: `${insights}/workbooks`,
    apiVersion: "2023-06-01",
    path: ["resourceGroupName", "resourceName"],
    located: true,
    adds: (r) => ({
      ...identityOf(r),
      revision: guid(r.id).replaceAll("-", ""),
      timeModified: creationTime,
      userId: guid("caller"),
    }),
  },
  "monitor:DiagnosticSetting": {
    arm: `${insights}/diagnosticSettings`,
    apiVersion: "2021-05-01-preview",
    path: ["resourceUri", "name"],
  },
  "monitor:ActionGroup": {
    arm: `${insights}/actionGroups`,
    apiVersion: "2024-10-01-preview",
    path: ["resourceGroupName", "actionGroupName"],
    located: true,
    adds: identityOf,
  },
  "monitor:ScheduledQueryRule": {
    arm: `${insights}/scheduledQueryRules`,
    apiVersion: "2025-01-01-preview",
    path: ["resourceGroupName", "ruleName"],
    located: true,
    adds: (r) => ({ ...identityOf(r), createdWithApiVersion: "2025-01-01-preview", isLegacyLogAnalyticsRule: false }),
  },
  "monitor:MetricAlert": {
    arm: `${insights}/metricAlerts`,
    apiVersion: "2018-03-01",
    path: ["resourceGroupName", "ruleName"],
    located: true,
    adds: () => ({ isMigrated: false, lastUpdatedTime: creationTime }),
  },
  "monitor:ActivityLogAlert": {
    arm: `${insights}/activityLogAlerts`,
    apiVersion: "2020-10-01",
    path: ["resourceGroupName", "activityLogAlertName"],
    located: true,
  },
  "monitor:PrivateLinkScope": {
    arm: `${insights}/privateLinkScopes`,
    apiVersion: "2023-06-01-preview",
    path: ["resourceGroupName", "scopeName"],
    located: true,
    adds: () => ({ privateEndpointConnections: [], ...succeeded }),
  },
  "monitor:PrivateLinkScopedResource": {
    arm: `${insights}/privateLinkScopes/scopedResources`,
    apiVersion: "2023-06-01-preview",
    path: ["resourceGroupName", "scopeName", "name"],
    adds: () => succeeded,
  },
};

/** Money. */
const budgetTypes: ResourceTypes = {
  "consumption:Budget": {
    arm: "Microsoft.Consumption/budgets",
    apiVersion: "2024-08-01",
    path: ["scope", "budgetName"],
    adds: ({ inputs }) => ({
      currentSpend: { amount: 0, unit: "EUR" },
      ...(inputs.eTag === undefined && { eTag: `"1"` }),
      ...period(inputs),
    }),
  },
};

/** A budget without an end runs for ten years (Azure REST, "Budgets - Create Or Update"). */
function period(inputs: Props): Props {
  const given = objectAt(inputs, "timePeriod");
  const start = textAt(given, "startDate");
  return given.endDate === undefined && start
    ? { timePeriod: { endDate: `${Number(start.slice(0, 4)) + 10}${start.slice(4)}` } }
    : {};
}

/** Types of Azure Monitor and what belongs to it. */
export const monitoringTypes: ResourceTypes = { ...logTypes, ...insightsTypes, ...budgetTypes };
