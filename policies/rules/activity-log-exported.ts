import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";

export default stackRule({
  name: "activity-log-exported",
  severity: "high",
  types: ["apimanagement:ApiManagementService"],
  description: "The activity log of the subscription goes to a workspace, administrative and security events at least.",
  remediation: "Add a monitor.DiagnosticSetting on the subscription; the project's setting monitoring.activityLog does it.",
  check: (_service, stack) =>
    stack.once("activity log is exported", () => isExported(stack))
      ? []
      : [
          {
            message:
              "no diagnostic setting sends the activity log with Administrative, Security and Policy to a workspace; expected one",
          },
        ],
});

function isExported(stack: Stack): boolean {
  const settings = stack
    .ofType("monitor:DiagnosticSetting")
    .filter((one) => /^\/subscriptions\/[^/]+\/?$/i.test(one.at("resourceUri").text() ?? ""));
  const has = (setting: StackResource, category: string) =>
    setting
      .at("logs")
      .items()
      .some((log) => log.at("category").is(category) && log.at("enabled").is(true));
  return settings.some(
    (one) => !one.at("workspaceId").isMissing && ["Administrative", "Security", "Policy"].every((category) => has(one, category)),
  );
}
