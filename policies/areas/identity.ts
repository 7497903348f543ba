import type { Rule } from "../base/rule";
import identityNoIsolationOff from "../rules/identity-no-isolation-off";
import rbacCustomRoleNarrow from "../rules/rbac-custom-role-narrow";
import rbacCustomRoleNoWildcard from "../rules/rbac-custom-role-no-wildcard";
import rbacDataPlaneRole from "../rules/rbac-data-plane-role";
import rbacLogReaderNarrow from "../rules/rbac-log-reader-narrow";
import rbacNoDelegation from "../rules/rbac-no-delegation";
import rbacNoPrivilegedRole from "../rules/rbac-no-privileged-role";
import rbacNoUserPrincipal from "../rules/rbac-no-user-principal";
import rbacResourceScope from "../rules/rbac-resource-scope";
import rbacRoleOfTable from "../rules/rbac-role-of-table";

/** Rules over identities and roles. */
export const identityRules: readonly Rule[] = [
  identityNoIsolationOff,
  rbacCustomRoleNarrow,
  rbacCustomRoleNoWildcard,
  rbacDataPlaneRole,
  rbacLogReaderNarrow,
  rbacNoDelegation,
  rbacNoPrivilegedRole,
  rbacNoUserPrincipal,
  rbacResourceScope,
  rbacRoleOfTable,
];
