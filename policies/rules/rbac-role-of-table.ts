import { resourceOf } from "../azure/outside";
import { Role, roleTable } from "../azure/roles";
import { Finding, unexpected } from "../base/findings";
import { stackRule } from "../base/rule";
import { parseArmId, tokenOfArmType } from "../base/armIds";
import { strings } from "../base/settings";
import type { Stack, StackResource } from "../base/stack";

export default stackRule({
  name: "rbac-role-of-table",
  severity: "critical",
  types: ["authorization:RoleAssignment"],
  description:
    "Only the roles that the architecture needs are given, on the resources they are for, to groups and to identities of the stack.",
  remediation: "Give a narrower role on the single resource, or list the role in the rule's settings.",
  settings: { roles: strings("Ids of further roles that may be given.", []) },
  check: (assignment, stack, { roles }) => {
    const id = assignment.at("roleDefinitionId");
    const guid = id.text()?.replace(/\/+$/, "").split("/").at(-1)?.toLowerCase() ?? "";
    if (roles.map((one) => one.toLowerCase()).includes(guid)) return [];
    const role = roleTable[guid];
    if (!role)
      return [
        {
          message: unexpected(
            id,
            `a role of the table: ${Object.values(roleTable)
              .map(({ name }) => name)
              .join(", ")}`,
          ).message,
        },
      ];
    return [...scope(assignment, role, stack), ...principal(assignment, role, stack)];
  },
});

function scope(assignment: StackResource, role: Role, stack: Stack): Finding[] {
  const place = assignment.at("scope");
  const types = place.isUnknown
    ? stack.dependencies(assignment, "scope").map((one) => one.type)
    : [typeOfId(place.text() ?? "", stack)];
  const known = types.some((type) => type !== undefined && role.scopes.includes(type));
  return known ? [] : [{ message: unexpected(place, `${role.scopes.join(" or ")} for the role ${role.name}`).message }];
}

function typeOfId(id: string, stack: Stack): string | undefined {
  if (/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/?$/i.test(id)) return "resources:ResourceGroup";
  const type = parseArmId(id)?.type;
  if (type === "microsoft.storage/storageaccounts/blobservices/containers") return "storage:BlobContainer";
  return type === undefined ? undefined : (tokenOfArmType(type) ?? resourceOf(stack, id)?.type);
}

/** An identity of the stack: the assignment depends on it, or its known principal is the one. */
function principal(assignment: StackResource, role: Role, stack: Stack): Finding[] {
  const id = assignment.at("principalId");
  const type = assignment.at("principalType");
  const expected = `${role.principals.join(" or ")} of this stack for the role ${role.name}`;
  if (!type.is(...role.principals)) return [{ message: unexpected(type, expected).message }];
  if (type.is("Group")) return id.isUnknown ? [{ message: unexpected(id, "a group that is known").message }] : [];
  const own = id.isUnknown
    ? stack.dependencies(assignment, "principalId").some((one) => one.token.startsWith("azure-native"))
    : principals(stack).has(id.text() ?? "");
  return own ? [] : [{ message: unexpected(id, expected).message }];
}

function principals(stack: Stack): ReadonlySet<string> {
  return stack.once(
    "principals",
    () =>
      new Set(
        stack.resources
          .filter((one) => one.type !== "authorization:RoleAssignment") // it answers with whatever it was given
          .flatMap(({ outputs }) => [outputs.at("principalId").text(), outputs.at("identity.principalId").text()])
          .filter((one) => one !== undefined),
      ),
  );
}
