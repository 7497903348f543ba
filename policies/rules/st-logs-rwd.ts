import { isLogged } from "../azure/diagnostics";
import { mustBe } from "../base/findings";
import { stackRule } from "../base/rule";

/** Categories of a storage service that say who read, wrote and deleted. */
const categories = ["StorageRead", "StorageWrite", "StorageDelete"];

export default stackRule({
  name: "st-logs-rwd",
  severity: "high",
  types: ["monitor:DiagnosticSetting", "storage:StorageAccount"],
  description: "Storage accounts write who read, wrote and deleted to a workspace.",
  remediation: "Add a monitor.DiagnosticSetting on the blob service with categoryGroup allLogs and a workspaceId.",
  check: (resource, stack) => {
    if (resource.type === "monitor:DiagnosticSetting")
      return resource
        .at("logs")
        .items()
        .filter((log) => log.at("category").is(...categories))
        .flatMap((log) => mustBe(log.at("enabled"), true));
    const message = "no diagnostic setting sends all logs of this account to a workspace; expected one";
    return isLogged(resource, stack) ? [] : [{ message }];
  },
});
