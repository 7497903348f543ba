import { Finding, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";
import { strings } from "../base/settings";
import type { Value } from "../base/value";

export default resourceRule({
  name: "rbac-custom-role-no-wildcard",
  severity: "critical",
  types: ["authorization:RoleDefinition"],
  description: "Custom roles do not allow everything, nor changing roles and who has them.",
  remediation: "List the actions that the role needs.",
  settings: {
    actions: strings("Actions that no custom role may allow, neither by name nor by a wildcard.", [
      "Microsoft.Authorization/roleDefinitions/write",
      "Microsoft.Authorization/roleAssignments/write",
      "Microsoft.Authorization/elevateAccess/action",
    ]),
  },
  check: (role, { actions }) =>
    role
      .at("permissions")
      .items()
      .flatMap((permission) => [
        ...judged(permission.at("actions"), (pattern) => isWide(pattern) || actions.some((action) => allows(pattern, action))),
        ...judged(permission.at("dataActions"), isWide),
      ])
      .concat(role.at("permissions").isUnknown ? [unexpected(role.at("permissions"), "permissions that are known")] : []),
});

function judged(list: Value, isBad: (pattern: string) => boolean): Finding[] {
  const places = list.isUnknown ? [list] : list.items();
  return places
    .filter((place) => place.isUnknown || isBad(place.text() ?? ""))
    .map((place) => unexpected(place, "actions by name, without changing roles"));
}

/** Whether an action is that of every service, everything of one, or the reading of keys. */
function isWide(pattern: string): boolean {
  if (/^\*\/read$/i.test(pattern)) return false;
  return /^\*|^[^/]*\*$|^[^/]+\/\*$|\/list(keys|secrets|accountsas|servicesas|credentials?)\/action$/i.test(pattern);
}

/** Whether a role's action, in which `*` stands for anything, allows an action. */
function allows(pattern: string, action: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(action);
}
