import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "law-public-network-disabled",
  severity: "high",
  types: ["operationalinsights:Workspace"],
  description: "Log Analytics workspaces take and answer nothing over the Internet.",
  remediation: 'Set publicNetworkAccessForIngestion and publicNetworkAccessForQuery to "Disabled".',
  safe: { publicNetworkAccessForIngestion: "Disabled", publicNetworkAccessForQuery: "Disabled" },
  check: (workspace) => [
    ...mustBe(workspace.at("publicNetworkAccessForIngestion"), "Disabled"),
    ...mustBe(workspace.at("publicNetworkAccessForQuery"), "Disabled"),
  ],
});
