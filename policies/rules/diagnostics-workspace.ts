import { isNamedOutside } from "../azure/outside";
import { unexpected } from "../base/findings";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "diagnostics-workspace",
  severity: "critical",
  types: ["monitor:DiagnosticSetting"],
  description: "Logs go to the workspace of the stack where it has one.",
  remediation: "Set workspaceId to the workspace of the stack.",
  check: (setting, stack) => {
    const id = setting.at("workspaceId");
    if (id.isMissing || stack.ofType("operationalinsights:Workspace").length === 0 || isNamedOutside(stack, id.text() ?? ""))
      return [];
    return stack.targets(setting, id, "operationalinsights:Workspace").some(({ resource }) => resource)
      ? []
      : [{ message: unexpected(id, "the workspace of this stack").message }];
  },
});
