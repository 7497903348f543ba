import { AzureError } from "../../base/azureError";
import { parseId, subscriptionId } from "../../base/identifiers";
import { failIf } from "../../base/inputRule";
import { CheckFailure, isObject, isUnknown, listAt, Props, textAt } from "../../base/provider";
import { every, keyOf, Refusal } from "../../base/world";

interface Categories {
  logs: readonly string[];
  groups: readonly string[];
  metrics: readonly string[];
}

const all = ["AllMetrics"] as const;

const blob = ["StorageRead", "StorageWrite", "StorageDelete"] as const;

const transactions = ["Transaction", "Capacity", "AllMetrics"] as const;

/**
 * Categories of a diagnostic setting by type (Microsoft Learn, "Supported resource log categories for Azure Monitor", 2026-07-14,
 * and the built-in policies "Enable logging by category group").
 */
const categories: Readonly<Record<string, Categories>> = {
  "microsoft.apimanagement/service": {
    logs: ["GatewayLogs", "WebSocketConnectionLogs", "DeveloperPortalAuditLogs", "GatewayLlmLogs", "GatewayMCPLogs"],
    groups: ["audit", "allLogs"],
    metrics: all,
  },
  "microsoft.cognitiveservices/accounts": {
    logs: ["Audit", "RequestResponse", "AzureOpenAIRequestUsage", "Trace", "ManagedNetworkEvents"],
    groups: ["audit", "allLogs"],
    metrics: all,
  },
  "microsoft.network/applicationgateways": {
    logs: ["ApplicationGatewayAccessLog", "ApplicationGatewayPerformanceLog", "ApplicationGatewayFirewallLog"],
    groups: ["allLogs"],
    metrics: all,
  },
  "microsoft.network/networksecuritygroups": {
    logs: ["NetworkSecurityGroupEvent", "NetworkSecurityGroupRuleCounter"],
    groups: ["allLogs"],
    metrics: [],
  },
  "microsoft.network/virtualnetworks": { logs: ["VMProtectionAlerts"], groups: ["allLogs"], metrics: all },
  "microsoft.network/publicipaddresses": {
    logs: ["DDoSProtectionNotifications", "DDoSMitigationFlowLogs", "DDoSMitigationReports"],
    groups: ["audit", "allLogs"],
    metrics: all,
  },
  "microsoft.keyvault/vaults": {
    logs: ["AuditEvent", "AzurePolicyEvaluationDetails"],
    groups: ["audit", "allLogs"],
    metrics: all,
  },
  "microsoft.storage/storageaccounts": { logs: [], groups: [], metrics: transactions },
  "microsoft.storage/storageaccounts/blobservices": { logs: blob, groups: ["audit", "allLogs"], metrics: transactions },
  "microsoft.operationalinsights/workspaces": {
    logs: ["Audit", "Jobs", "SummaryLogs"],
    groups: ["audit", "allLogs"],
    metrics: all,
  },
  "microsoft.eventhub/namespaces": {
    logs: [
      ...[
        "ArchiveLogs",
        "OperationalLogs",
        "AutoScaleLogs",
        "KafkaCoordinatorLogs",
        "KafkaUserErrorLogs",
        "EventHubVNetConnectionEvent",
      ],
      ...["CustomerManagedKeyUserLogs", "RuntimeAuditLogs", "ApplicationMetricsLogs", "DiagnosticErrorLogs", "DataDRLogs"],
    ],
    groups: ["audit", "allLogs"],
    metrics: all,
  },
};

/** Categories of the Activity Log, for a setting on a subscription. */
const activityLog: Categories = {
  logs: ["Administrative", "Security", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth"],
  groups: ["allLogs"],
  metrics: [],
};

const destinations = ["workspaceId", "storageAccountId", "eventHubAuthorizationRuleId", "marketplacePartnerId"] as const;

/** What a diagnostic setting names that its resource does not have; or that it goes nowhere. */
export function diagnosticSetting(inputs: Props): CheckFailure[] {
  const target = textAt(inputs, "resourceUri");
  const nowhere = failIf(
    !destinations.some((key) => inputs[key] !== undefined),
    "workspaceId",
    `a diagnostic setting needs one of ${destinations.join(", ")}`,
  );
  const known = categoriesOf(target);
  if (isUnknown(target) || !known) return nowhere;
  const named = (list: string, key: string, allowed: readonly string[]): CheckFailure[] =>
    listAt(inputs, list)
      .filter(isObject)
      .flatMap((item, i) => {
        const value = textAt(item, key);
        return failIf(
          value !== "" && !allowed.includes(value),
          `${list}[${i}].${key}`,
          `Category${key === "categoryGroup" ? " group" : ""} '${value}' is not supported by ${target}`,
        );
      });
  return [
    ...nowhere,
    ...named("logs", "category", known.logs),
    ...named("logs", "categoryGroup", known.groups),
    ...named("metrics", "category", known.metrics),
  ];
}

function categoriesOf(target: string): Categories | undefined {
  if (/^\/?subscriptions\/[^/]+\/?$/.test(target)) return activityLog;
  return categories[parseId(target.startsWith("/") ? target : `/${target}`)?.type.toLowerCase() ?? ""];
}

/**
 * The first diagnostic setting of a subscription that has not registered Microsoft.Insights (pulumi/pulumi-azure-native issue 3479): azure-native
 * registers a provider when Azure asks for it with `MissingSubscriptionRegistration`, and here it does not. Any other resource of the provider
 * has registered it before.
 */
export const notRegistered: Refusal = (_request, world) => {
  const isInsights = (name: string): boolean => keyOf(name) === "microsoft.insights";
  const other = (armType: string): boolean =>
    isInsights(armType.split("/")[0] ?? "") && keyOf(armType) !== "microsoft.insights/diagnosticsettings";
  if (!world.subscription.unregistered.some(isInsights) || every(world).some(({ armType }) => other(armType))) return undefined;
  return new AzureError(409, "Conflict", `The subscription '${subscriptionId}' is not registered to use microsoft.insights.`);
};
