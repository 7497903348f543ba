import { mustBeAtLeast, mustNotBe, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "law-retention",
  severity: "high",
  types: ["operationalinsights:Workspace"],
  description:
    "Workspaces keep logs as long as the settings of the pack and of the stack say, with no daily cap and no early purge.",
  remediation: "Raise retentionInDays, and remove workspaceCapping.",
  check: (workspace, _config, { retentionDays }) => {
    const cap = workspace.at("workspaceCapping.dailyQuotaGb");
    return [
      ...mustBeAtLeast(workspace.at("retentionInDays"), retentionDays, "days"),
      ...(cap.isMissing || cap.is(-1) ? [] : [unexpected(cap, "none: what comes after the cap is lost")]),
      ...mustNotBe(workspace.at("features.immediatePurgeDataOn30Days"), true),
      ...mustNotBe(workspace.at("sku.name"), "Free"),
    ];
  },
});
