import { mustBeEmpty } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "group-unmanaged",
  severity: "critical",
  types: ["resources:ResourceGroup"],
  description: "Nobody else manages the resource group.",
  remediation: "Remove managedBy.",
  check: (group) => mustBeEmpty(group.at("managedBy"), "none"),
});
