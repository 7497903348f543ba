import { principalIdOf } from "./identifiers";
import { listAt, objectAt, textAt } from "./provider";
import { every, isWithin, keyOf, Request, Resource, World } from "./world";

/**
 * Seconds from the creation of a role assignment until services see it: the bound that Microsoft Learn gives ("Troubleshoot Azure RBAC",
 * up to 10 minutes). Usually it is less; a program that works with the bound works with less too.
 */
export const rolePropagationSeconds = 600;

/** Ids of the user-assigned identities that a resource has. */
export const assignedIdentities = ({ inputs }: Pick<Request, "inputs">): string[] =>
  listAt(objectAt(inputs, "identity"), "userAssignedIdentities").filter((one): one is string => typeof one === "string");

/** Principal of a resource's own identity, if it has one. */
export const ownPrincipal = ({ id, inputs }: Pick<Request, "id" | "inputs">): string[] =>
  /SystemAssigned/i.test(textAt(objectAt(inputs, "identity"), "type")) ? [principalIdOf(id)] : [];

/** Principals of the identities that a resource has. */
export const principalsOf = (resource: Pick<Request, "id" | "inputs">): string[] => [
  ...ownPrincipal(resource),
  ...assignedIdentities(resource).map(principalIdOf),
];

/** Whether a role assignment works by now: services see it only some minutes after it was made. */
const works = ({ operation, madeAt = 0 }: Resource, world: World): boolean =>
  operation === undefined && madeAt + world.roleDelay <= world.now;

/** Whether one of the principals has one of the roles on the resource or above it, and services see it. */
export function hasRole(principals: readonly string[], roles: readonly string[], resourceId: string, world: World): boolean {
  return every(world).some(
    (one) =>
      one.token === "authorization:RoleAssignment" &&
      works(one, world) &&
      principals.includes(textAt(one.inputs, "principalId")) &&
      roles.some((role) => keyOf(textAt(one.inputs, "roleDefinitionId")).endsWith(role)) &&
      isWithin(resourceId, textAt(one.inputs, "scope")),
  );
}
