import { mayBe, mustBeSet, mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "appi-workspace-based",
  severity: "high",
  types: ["applicationinsights:Component"],
  description: "Application Insights keeps its data in a workspace, with masked addresses, and purges nothing early.",
  remediation:
    'Set workspaceResourceId and ingestionMode "LogAnalytics", and leave disableIpMasking and immediatePurgeDataOn30Days.',
  check: (component) => [
    ...mustBeSet(component.at("workspaceResourceId"), "the id of a workspace"),
    ...mayBe(component.at("ingestionMode"), "LogAnalytics"),
    ...mustNotBe(component.at("disableIpMasking"), true),
    ...mustNotBe(component.at("immediatePurgeDataOn30Days"), true),
  ],
});
