import { AzureError } from "../../base/azureError";
import { creationTime, guid, tenantId } from "../../base/identifiers";
import { identityOf } from "../../base/identity";
import { failIf } from "../../base/inputRule";
import { anyName, guidName } from "../../base/names";
import { CheckFailure, isUnknown, Props, textAt } from "../../base/provider";
import { Deployed, ResourceTypes, succeeded } from "../../base/resourceType";
import { azurerm } from "../../base/sources";
import { below, keyOf, parentId, Refusal } from "../../base/world";
import { diagnosticSetting, notRegistered } from "./diagnosticSettings";

const insights = "Microsoft.Insights";

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

/** Microsoft Learn, "Action groups": the short name has at most 12 characters. */
const actionGroup = (inputs: Props): CheckFailure[] =>
  failIf(
    textAt(inputs, "groupShortName").length > 12 && !isUnknown(inputs.groupShortName),
    "groupShortName",
    "has at most 12 characters",
  );

/**
 * One resource at a time joins a scope (hashicorp/terraform-provider-azurerm issue 22236), and none twice (Azure/azure-rest-api-specs issue 28176).
 * azure-native does not try again.
 */
const scopedResource: Refusal = ({ id, token, inputs }, world) => {
  const others = below(world, parentId(id) ?? "").filter((one) => one.token === token && keyOf(one.id) !== keyOf(id));
  if (others.some(({ operation }) => operation))
    return new AzureError(409, "Conflict", "Cannot modify resource while in provisioning state: 'Provisioning'");
  return others.some((one) => keyOf(textAt(one.inputs, "linkedResourceId")) === keyOf(textAt(inputs, "linkedResourceId")))
    ? new AzureError(409, "Conflict", "Scoped resource with same linked resource id already exists in this private link scope")
    : undefined;
};

/** Types of Microsoft.Insights. */
export const insightsTypes: ResourceTypes = {
  "applicationinsights:Component": {
    arm: `${insights}/components`,
    apiVersion: "2020-02-02",
    path: ["resourceGroupName", "resourceName"],
    located: true,
    adds: component,
    immutable: { applicationType: azurerm("application_insights", "application_type") },
    name: { min: 1, max: 260, pattern: /^[^%&\\?/]*[^%&\\?/. ]$/ },
    seconds: { create: 18, update: 3, delete: 3 },
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
    name: guidName,
  },
  "monitor:DiagnosticSetting": {
    arm: `${insights}/diagnosticSettings`,
    apiVersion: "2021-05-01-preview",
    path: ["resourceUri", "name"],
    name: { min: 1, max: 260, pattern: /^[^*<>%:&?+/\\]*[^*<>%:&?+/\\ ]$/ },
    check: diagnosticSetting,
    refuse: notRegistered,
  },
  "monitor:ActionGroup": {
    arm: `${insights}/actionGroups`,
    apiVersion: "2024-10-01-preview",
    path: ["resourceGroupName", "actionGroupName"],
    located: true,
    place: "regionOrGlobal",
    adds: identityOf,
    name: { min: 1, max: 260, pattern: /^[^/&%\\?]*[^/&%\\?. ]$/ },
    check: actionGroup,
  },
  "monitor:ScheduledQueryRule": {
    arm: `${insights}/scheduledQueryRules`,
    apiVersion: "2025-01-01-preview",
    path: ["resourceGroupName", "ruleName"],
    located: true,
    adds: (r) => ({ ...identityOf(r), createdWithApiVersion: "2025-01-01-preview", isLegacyLogAnalyticsRule: false }),
    immutable: { scopes: azurerm("monitor_scheduled_query_rules_alert_v2", "scopes") },
    name: { min: 1, max: 260, pattern: /^[^*<>%{}&:\\?/#]*[^*<>%{}&:\\?/#. ]$/ },
  },
  "monitor:MetricAlert": {
    arm: `${insights}/metricAlerts`,
    apiVersion: "2018-03-01",
    path: ["resourceGroupName", "ruleName"],
    located: true,
    place: "regionOrGlobal",
    adds: () => ({ isMigrated: false, lastUpdatedTime: creationTime }),
    name: { min: 1, max: 260, pattern: /^[^*#&+:<>?@%{}\\/]*[^*#&+:<>?@%{}\\/. ]$/ },
  },
  "monitor:ActivityLogAlert": {
    arm: `${insights}/activityLogAlerts`,
    apiVersion: "2020-10-01",
    path: ["resourceGroupName", "activityLogAlertName"],
    located: true,
    place: "regionOrGlobal",
    name: { min: 1, max: 260, pattern: /^[^<>*%{}&:\\?+/#]*[^<>*%{}&:\\?+/#. ]$/ },
  },
  "monitor:PrivateLinkScope": {
    arm: `${insights}/privateLinkScopes`,
    apiVersion: "2023-06-01-preview",
    path: ["resourceGroupName", "scopeName"],
    located: true,
    place: "regionOrGlobal",
    adds: () => ({ privateEndpointConnections: [], ...succeeded }),
    name: anyName(255),
    seconds: { create: 10 },
  },
  "monitor:PrivateLinkScopedResource": {
    arm: `${insights}/privateLinkScopes/scopedResources`,
    apiVersion: "2023-06-01-preview",
    path: ["resourceGroupName", "scopeName", "name"],
    adds: () => succeeded,
    refuse: scopedResource,
    immutable: { linkedResourceId: azurerm("monitor_private_link_scoped_service", "linked_resource_id") },
  },
};
