import * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import { DiagnosticsTarget } from "../context";

/** What a resource type can send. */
interface DiagnosedFacts {
  /** Whether it has resource logs; all that have them have the category group `allLogs`. */
  logs: boolean;
  /** Names of its metric categories. */
  metrics: readonly string[];
}

/**
 * Resource types with diagnostic settings and what each can send (Microsoft Learn, "Supported Resource log categories
 * for Azure Monitor" and the built-in policies "Enable logging by category group"). A network security group has no
 * metrics; a storage account has metrics only, its logs belong to its services.
 *
 * Application Insights is not here on purpose: its telemetry is already in the workspace, and a setting would write
 * every row a second time.
 */
export const diagnosticTypes = {
  "Microsoft.ApiManagement/service": { logs: true, metrics: ["AllMetrics"] },
  "Microsoft.CognitiveServices/accounts": { logs: true, metrics: ["AllMetrics"] },
  "Microsoft.EventHub/namespaces": { logs: true, metrics: ["AllMetrics"] },
  "Microsoft.KeyVault/vaults": { logs: true, metrics: ["AllMetrics"] },
  "Microsoft.Network/applicationGateways": { logs: true, metrics: ["AllMetrics"] },
  "Microsoft.Network/networkSecurityGroups": { logs: true, metrics: [] },
  "Microsoft.Network/publicIPAddresses": { logs: true, metrics: ["AllMetrics"] },
  "Microsoft.Network/virtualNetworks": { logs: true, metrics: ["AllMetrics"] },
  "Microsoft.OperationalInsights/workspaces": { logs: true, metrics: ["AllMetrics"] },
  "Microsoft.Storage/storageAccounts": { logs: false, metrics: ["Transaction", "Capacity"] },
  "Microsoft.Storage/storageAccounts/blobServices": { logs: true, metrics: ["Transaction", "Capacity"] },
} as const satisfies Record<string, DiagnosedFacts>;

/** ARM type of a resource that can have a diagnostic setting here. */
export type DiagnosedType = keyof typeof diagnosticTypes;

/** Name of every diagnostic setting that is made here. */
export const settingName = "shield";

/**
 * Sends every log category and all metrics of a resource to the workspace and, when there is one, the event hub.
 * The destination is `Dedicated`: rows go to the tables of the resource type where it has any, not to AzureDiagnostics.
 *
 * @param name Pulumi name of the resource; the setting is `<name>-diagnostics`.
 */
export function diagnose(
  name: string,
  armType: DiagnosedType,
  resourceId: pulumi.Input<string>,
  target: DiagnosticsTarget,
  opts: pulumi.CustomResourceOptions,
): monitor.DiagnosticSetting {
  const facts: DiagnosedFacts = diagnosticTypes[armType];
  return new monitor.DiagnosticSetting(
    `${name}-diagnostics`,
    {
      name: settingName,
      resourceUri: resourceId,
      workspaceId: target.workspaceId,
      logAnalyticsDestinationType: "Dedicated",
      ...eventHubDestination(target),
      logs: facts.logs ? [{ categoryGroup: "allLogs", enabled: true }] : [],
      metrics: facts.metrics.map((category) => ({ category, enabled: true })),
    },
    opts,
  );
}

/** The event hub of a target as a diagnostic setting names it; nothing when there is none. */
export function eventHubDestination({
  eventHub,
}: DiagnosticsTarget): Pick<monitor.DiagnosticSettingArgs, "eventHubAuthorizationRuleId" | "eventHubName"> {
  return eventHub ? { eventHubAuthorizationRuleId: eventHub.authorizationRuleId, eventHubName: eventHub.name } : {};
}

/**
 * The target for a resource in `location`: without the event hub when that is in another region, because Azure accepts
 * only a namespace of the resource's own region (Microsoft Learn, "Diagnostic settings in Azure Monitor", destination
 * limitations). The workspace may be anywhere.
 */
export function targetIn(location: string, target: DiagnosticsTarget): DiagnosticsTarget {
  const near = !target.eventHub?.location || target.eventHub.location === location;
  return near ? target : { workspaceId: target.workspaceId };
}
