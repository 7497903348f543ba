import { subscriptionOf, ownSubscriptions } from "../azure/outside";
import { Finding, unexpected } from "../base/findings";
import { stackRule } from "../base/rule";
import { strings } from "../base/settings";

export default stackRule({
  name: "rbac-custom-role-narrow",
  severity: "high",
  types: ["authorization:RoleDefinition"],
  description: "Custom roles read no data, and can be given in the stack's own subscription only.",
  remediation:
    "Use a built-in role for data, or list the data action in the rule's settings; name the subscription in assignableScopes.",
  settings: { dataActions: strings("Data actions that custom roles may allow.", []) },
  check: (role, stack, { dataActions }) => {
    const data = role
      .at("permissions")
      .items()
      .flatMap((permission) => permission.at("dataActions").items())
      .filter((action) => !action.is(...dataActions));
    const scopes = role
      .at("assignableScopes")
      .items()
      .filter((scope) => !scope.isUnknown && !ownSubscriptions(stack).has(subscriptionOf(scope.text() ?? "") ?? ""));
    return [
      ...data.map((action): Finding => unexpected(action, "no data action")),
      ...scopes.map((scope): Finding => unexpected(scope, "a scope in the stack's own subscription")),
    ];
  },
});
