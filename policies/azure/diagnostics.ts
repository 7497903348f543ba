import type { Stack, StackResource } from "../base/stack";
import { resourceOf } from "./outside";

/** The diagnostic settings of every resource of the stack, by its URN. */
function settingsByTarget(stack: Stack): ReadonlyMap<string, StackResource[]> {
  return stack.once("diagnostic settings", () => {
    const byTarget = new Map<string, StackResource[]>();
    for (const setting of stack.ofType("monitor:DiagnosticSetting"))
      for (const urn of targetsOf(setting, stack)) byTarget.set(urn, [...(byTarget.get(urn) ?? []), setting]);
    return byTarget;
  });
}

/** The resource whose logs a setting is about; before a first deployment those that its id depends on. */
function targetsOf(setting: StackResource, stack: Stack): string[] {
  const found = resourceOf(stack, setting.at("resourceUri").text() ?? "");
  if (found) return [found.urn];
  const depended = stack.dependencies(setting, "resourceUri").filter((one) => one.type !== "resources:ResourceGroup");
  return depended.flatMap((one) => [one.urn, ...accountsOf(one, stack)]);
}

/** The account of a blob service, whose logs are the account's. */
function accountsOf(one: StackResource, stack: Stack): string[] {
  return one.type === "storage:BlobServiceProperties"
    ? stack.dependencies(one, "accountName", "storage:StorageAccount").map(({ urn }) => urn)
    : [];
}

/** What a setting that lists categories must list (Microsoft Learn, "Supported resource log categories"). */
const needed: Readonly<Record<string, readonly string[]>> = {
  "apimanagement:ApiManagementService": ["GatewayLogs", "GatewayLlmLogs"],
  "cognitiveservices:Account": ["Audit", "RequestResponse"],
  "keyvault:Vault": ["AuditEvent"],
  "network:ApplicationGateway": ["ApplicationGatewayAccessLog", "ApplicationGatewayFirewallLog"],
  "operationalinsights:Workspace": ["Audit"],
  "storage:StorageAccount": ["StorageRead", "StorageWrite", "StorageDelete"],
};

/** Types whose group `audit` is without calls. */
const callsBeside: ReadonlySet<string> = new Set([
  "apimanagement:ApiManagementService",
  "cognitiveservices:Account",
  "network:ApplicationGateway",
]);

/** Whether a setting sends all logs, or those for auditors, of a resource to a workspace. */
function isComplete(setting: StackResource, { type }: StackResource): boolean {
  const logs = setting
    .at("logs")
    .items()
    .filter((log) => log.at("enabled").is(true));
  const groups = callsBeside.has(type) ? ["allLogs"] : ["allLogs", "audit"];
  const whole = logs.some((log) => log.at("categoryGroup").is(...groups));
  const listed = needed[type]?.every((category) => logs.some((log) => log.at("category").is(category)));
  return (whole || listed === true) && !setting.at("workspaceId").isMissing;
}

/** Whether the resource has a setting that is complete. */
export function isLogged(resource: StackResource, stack: Stack): boolean {
  return settingsOf(resource, stack).some((setting) => isComplete(setting, resource));
}

/** The diagnostic settings of a resource. */
export function settingsOf(resource: StackResource, stack: Stack): readonly StackResource[] {
  return settingsByTarget(stack).get(resource.urn) ?? [];
}
