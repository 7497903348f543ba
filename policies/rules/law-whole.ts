import { mustBeEmpty } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "law-whole",
  severity: "high",
  types: ["operationalinsights:Workspace"],
  description: "A workspace stores every row as it comes, in no cluster of somebody else.",
  remediation: "Remove defaultDataCollectionRuleResourceId and features.clusterResourceId.",
  check: (workspace) =>
    ["defaultDataCollectionRuleResourceId", "features.clusterResourceId"].flatMap((path) =>
      mustBeEmpty(workspace.at(path), "none: a transformation or a cluster decides what is kept"),
    ),
});
