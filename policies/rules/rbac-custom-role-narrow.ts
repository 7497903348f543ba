import { subscriptionOf, ownSubscriptions } from "../azure/outside";
import { Finding, unexpected } from "../base/findings";
import { stackRule } from "../base/rule";
import { strings } from "../base/settings";

export default stackRule({
  name: "rbac-custom-role-narrow",
  severity: "high",
  types: ["authorization:RoleDefinition"],
  description: "Custom roles only read, and no data, and can be given in the stack's own subscription only.",
  remediation: "Use a built-in role, or list the action in the rule's settings; name the subscription in assignableScopes.",
  settings: {
    actions: strings("Actions that custom roles may allow besides reading.", []),
    dataActions: strings("Data actions that custom roles may allow.", []),
  },
  check: (role, stack, { actions, dataActions }) => {
    const permissions = role.at("permissions").items();
    const data = permissions.flatMap((one) => one.at("dataActions").items()).filter((action) => !action.is(...dataActions));
    const other = permissions
      .flatMap((one) => one.at("actions").items())
      .filter((action) => !action.is(...actions) && !reads(action.text() ?? ""));
    const scopes = role
      .at("assignableScopes")
      .items()
      .filter((scope) => !scope.isUnknown && !ownSubscriptions(stack).has(subscriptionOf(scope.text() ?? "") ?? ""));
    return [
      ...data.map((action): Finding => unexpected(action, "no data action")),
      ...other.map((action): Finding => unexpected(action, "an action that reads, and no logs")),
      ...scopes.map((scope): Finding => unexpected(scope, "a scope in the stack's own subscription")),
    ];
  },
});

/** Queries of logs, and with them prompts, are reads to Azure too. */
const ofLogs = ["query/T/read", "search/read", "tables/data/read"].map(
  (one) => `Microsoft.OperationalInsights/workspaces/${one}`,
);

/** Whether an action only reads how things are set up. */
function reads(action: string): boolean {
  const pattern = new RegExp(`^${action.trim().split("*").map(escaped).join(".*")}$`, "i");
  return /\/read$/i.test(action) && !/\/(query|search|tables\/data)\b/i.test(action) && !ofLogs.some((one) => pattern.test(one));
}

const escaped = (text: string): string => text.replace(/[\\^$.+?()[\]{}|]/g, "\\$&");
