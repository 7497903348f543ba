import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "law-local-auth-disabled",
  severity: "high",
  types: ["operationalinsights:Workspace"],
  description: "Workspaces take Entra tokens only.",
  remediation: "Set features.disableLocalAuth to true.",
  safe: { "features/disableLocalAuth": true },
  check: (workspace) => mustBe(workspace.at("features.disableLocalAuth"), true),
});
