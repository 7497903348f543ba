import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

/** Azure's default for a new workspace is true. */
export default resourceRule({
  name: "law-workspace-permissions",
  severity: "high",
  types: ["operationalinsights:Workspace"],
  description: "Only permissions on a workspace give logs to read, not those on the resources that wrote them.",
  remediation: "Set features.enableLogAccessUsingOnlyResourcePermissions to false.",
  safe: { "features/enableLogAccessUsingOnlyResourcePermissions": false },
  check: (workspace) => mustBe(workspace.at("features.enableLogAccessUsingOnlyResourcePermissions"), false),
});
