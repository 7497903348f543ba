import { isCertificateVault, isNamedOutside, resourceOf } from "../azure/outside";
import { valuesAt } from "../azure/references";
import { Role, roleTable } from "../azure/roles";
import { Finding, unexpected } from "../base/findings";
import { stackRule } from "../base/rule";
import { parseArmId, tokenOfArmType } from "../base/armIds";
import { strings } from "../base/settings";
import type { Stack, StackResource } from "../base/stack";
import type { Value } from "../base/value";

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
  if (!known) return [{ message: unexpected(place, `${role.scopes.join(" or ")} for the role ${role.name}`).message }];
  return isElsewhere(assignment, place, stack) ? [{ message: unexpected(place, "a resource of this stack").message }] : [];
}

/** Whether the scope is a resource that neither the stack makes nor the configuration names. */
function isElsewhere(assignment: StackResource, place: Value, stack: Stack): boolean {
  const id = place.text() ?? "";
  if (place.isUnknown || resourceOf(stack, id) || isNamedOutside(stack, id) || isCertificateVault(stack, id)) return false;
  const depended = stack.dependencies(assignment, "scope"); // its own name may still be unknown
  return !depended.some((one) => one.inputs.leaves().some((leaf) => /name$/i.test(leaf.path) && leaf.isUnknown));
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
  if (!own) return [{ message: unexpected(id, expected).message }];
  return isBorne(assignment, role, stack)
    ? []
    : [{ message: unexpected(id, `an identity of ${role.bearers?.join(" or ")} for the role ${role.name}`).message }];
}

/** Whether the identity belongs to a resource that needs the role: it is the resource's own, or the resource names it. */
function isBorne(assignment: StackResource, { bearers }: Role, stack: Stack): boolean {
  if (!bearers) return true;
  const id = assignment.at("principalId");
  const given = id.isUnknown ? stack.dependencies(assignment, "principalId") : [principals(stack).get(id.text() ?? "")];
  return given.some((one) => one && [one, ...users(one, stack)].some(({ type }) => bearers.includes(type)));
}

/** The resources that name an identity as theirs. */
function users(identity: StackResource, stack: Stack): readonly StackResource[] {
  const byIdentity = stack.once("users of identities", () => {
    const found = new Map<StackResource, StackResource[]>();
    for (const one of stack.resources)
      for (const named of identitiesOf(one, stack)) found.set(named, [...(found.get(named) ?? []), one]);
    return found;
  });
  return byIdentity.get(identity) ?? [];
}

function identitiesOf(resource: StackResource, stack: Stack): StackResource[] {
  const ids = valuesAt(resource, "identity.userAssignedIdentities[]").map((id) => resourceOf(stack, id.text() ?? ""));
  return [...ids.filter((one) => one !== undefined), ...stack.dependencies(resource, "identity")];
}

/** The resources whose identity a principal is, by its id. */
function principals(stack: Stack): ReadonlyMap<string, StackResource> {
  return stack.once(
    "principals",
    () =>
      new Map(
        stack.resources
          .filter((one) => one.type !== "authorization:RoleAssignment") // it answers with whatever it was given
          .flatMap((one) =>
            [one.outputs.at("principalId").text(), one.outputs.at("identity.principalId").text()]
              .filter((id) => id !== undefined)
              .map((id) => [id, one] as const),
          ),
      ),
  );
}
