import { forbiddenRoles, roleNames } from "../azure/roles";
import { resourceRule } from "../base/rule";
import { strings } from "../base/settings";

export default resourceRule({
  name: "rbac-no-privileged-role",
  severity: "critical",
  types: ["authorization:RoleAssignment"],
  description: "Nobody is given a role that can change everything or give roles to others.",
  remediation: "Assign the narrowest built-in role that does the work.",
  onUnknown: "advisory",
  settings: {
    roles: strings("Ids of role definitions that must not be assigned.", [
      roleNames["Owner"],
      roleNames["Contributor"],
      roleNames["User Access Administrator"],
      roleNames["Role Based Access Control Administrator"],
    ]),
  },
  check: (assignment, { roles }) => forbiddenRoles(assignment, roles),
});
