import { mustBe, mustBeSet, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "diagnostics-complete",
  severity: "high",
  types: ["monitor:DiagnosticSetting"],
  description: "Diagnostic settings switch nothing off and send to Azure Monitor.",
  remediation: "Enable every entry of logs, and set workspaceId.",
  check: (setting) => {
    const logs = setting.at("logs");
    return [
      ...(logs.isUnknown
        ? [unexpected(logs, "logs that are enabled")]
        : logs.items().flatMap((log) => mustBe(log.at("enabled"), true))),
      ...mustBeSet(setting.at("resourceUri"), "the id of what is logged"),
    ];
  },
});
