import { isLogged } from "../azure/diagnostics";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "apim-diagnostic-settings",
  severity: "high",
  types: ["apimanagement:ApiManagementService"],
  description: "API Management services write their logs to a workspace.",
  remediation: "Add a monitor.DiagnosticSetting with categoryGroup allLogs and a workspaceId.",
  check: (resource, stack) =>
    isLogged(resource, stack)
      ? []
      : [{ message: "no diagnostic setting sends all logs of this resource to a workspace; expected one" }],
});
