import type { Plan } from "../gateway/types";

/** What of a call the diagnostics of a plan send to Azure Monitor and Application Insights. */
export interface LogSettings {
  /** Region of the gateway, such as `Sweden Central`. */
  region: string;
  /** Headers of the caller's request that the gateway's row shows, by lower-case name. */
  requestHeaders: ReadonlySet<string>;
  /** APIs whose messages and tokens are logged, and the most bytes of a message. */
  messages: ReadonlyMap<string, number>;
  /** Share of the calls that Application Insights gets, 0 to 1; failed ones come all. */
  tracedShare: number;
  /** Whether metrics of policies are sent. */
  metrics: boolean;
}

interface Diagnostic {
  diagnosticId?: string;
  frontend?: { request?: { headers?: string[] } };
  sampling?: { percentage?: number };
  metrics?: boolean;
}

interface LlmDiagnostic {
  parentResourcePath?: string;
  resourceType?: string;
  properties?: { largeLanguageModel?: { logs?: string; requests?: { messages?: string; maxSizeInBytes?: number } } };
}

/**
 * Reads the diagnostics of a plan.
 * @throws Error when the gateway is missing, or sends nothing to Azure Monitor.
 */
export function logSettingsOf(plan: Plan): LogSettings {
  const service = plan.resources.find(({ type }) => type === "azure-native:apimanagement:ApiManagementService");
  const diagnostics = plan.resources
    .filter(({ type }) => type === "azure-native:apimanagement:Diagnostic")
    .map(({ inputs }) => inputs as Diagnostic);
  const monitor = diagnostics.find(({ diagnosticId }) => diagnosticId === "azuremonitor");
  const insights = diagnostics.find(({ diagnosticId }) => diagnosticId === "applicationinsights");
  if (!service || !monitor) throw new Error("the plan has no API Management with a diagnostic named azuremonitor");
  return {
    region: displayName(String(service.inputs.location)),
    requestHeaders: new Set((monitor.frontend?.request?.headers ?? []).map((name) => name.toLowerCase())),
    messages: new Map(plan.resources.flatMap(({ inputs }) => messagesOf(inputs as LlmDiagnostic))),
    tracedShare: insights ? (insights.sampling?.percentage ?? 100) / 100 : 0,
    metrics: insights?.metrics === true,
  };
}

function messagesOf({ resourceType, parentResourcePath = "", properties }: LlmDiagnostic): [string, number][] {
  const logged = properties?.largeLanguageModel;
  if (resourceType !== "diagnostics" || logged?.logs !== "enabled") return [];
  const api = parentResourcePath.split("/").at(-1) ?? "";
  return [[api, logged.requests?.messages === "all" ? (logged.requests.maxSizeInBytes ?? 0) : 0]];
}

/** `swedencentral` → `Sweden Central`: directions are words of their own, countries of two letters are capitals. */
function displayName(location: string): string {
  const words = location
    .replace(/north|south|east|west|central|\d+/g, " $& ")
    .trim()
    .split(/\s+/);
  return words.map((word) => (word.length === 2 ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1))).join(" ");
}
