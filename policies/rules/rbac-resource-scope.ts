import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

/** A tenant, management group or subscription as a whole. */
const wide = /^\/?$|^\/providers\/Microsoft\.Management\/managementGroups\/[^/]+\/?$|^\/?subscriptions\/[^/]+\/?$/i;

/** An unknown scope is the id of a resource that is still to be made; ids of subscriptions are known beforehand. */
export default resourceRule({
  name: "rbac-resource-scope",
  severity: "critical",
  types: ["authorization:RoleAssignment"],
  description: "Roles are assigned on resources or resource groups, not on a subscription or management group.",
  remediation: "Set scope to the id of the resource that the principal works with.",
  onUnknown: "ignore",
  check: (assignment) => {
    const scope = assignment.at("scope");
    const bad = !scope.isKnown || wide.test(scope.text() ?? "");
    return bad ? [unexpected(scope, "the id of a resource group or resource")] : [];
  },
});
