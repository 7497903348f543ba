import { isLogged } from "../azure/diagnostics";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "every-resource-has-diagnostics",
  severity: "high",
  types: [
    "eventhub:Namespace",
    "network:NetworkSecurityGroup",
    "network:PublicIPAddress",
    "network:VirtualNetwork",
    "operationalinsights:Workspace",
  ],
  description: "Networks, groups, public addresses, event hubs and workspaces write their logs to a workspace.",
  remediation: "Add a monitor.DiagnosticSetting with categoryGroup allLogs and a workspaceId.",
  check: (resource, stack) =>
    isLogged(resource, stack)
      ? []
      : [{ message: "no diagnostic setting sends all logs of this resource to a workspace; expected one" }],
});
