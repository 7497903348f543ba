import { mustBeEmpty } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "rbac-no-delegation",
  severity: "critical",
  types: ["authorization:RoleAssignment"],
  description: "Role assignments name a principal of the own tenant and no conditions that widen them.",
  remediation: "Remove delegatedManagedIdentityResourceId and condition.",
  check: (assignment) => [...mustBeEmpty(assignment.at("delegatedManagedIdentityResourceId"), "none")],
});
