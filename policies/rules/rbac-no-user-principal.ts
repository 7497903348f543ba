import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";
import { strings } from "../base/settings";

export default resourceRule({
  name: "rbac-no-user-principal",
  severity: "critical",
  types: ["authorization:RoleAssignment"],
  description: "Roles are given to groups and services, not to single users.",
  remediation: 'Assign the role to a group, and set principalType to "Group" or "ServicePrincipal".',
  settings: { principalTypes: strings("Types of principals that may have roles.", ["Group", "ServicePrincipal"]) },
  check: (assignment, { principalTypes }) => mustBe(assignment.at("principalType"), ...principalTypes),
});
