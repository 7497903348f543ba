import { AzureError } from "./azureError";
import { below, Refusal, Resource, usersOf, World } from "./world";

/** Uses that go with what they are on, or that only watch it. */
const harmless = ["monitor:DiagnosticSetting", "authorization:RoleAssignment", "authorization:ManagementLockByScope"];

/** Resources that keep this one from being deleted. */
export const blockers = (id: string, world: World): Resource[] =>
  usersOf(id, world).filter((one) => !harmless.includes(one.token));

/** Refuses to delete what another resource names. */
export const inUse =
  (code: string, message: (id: string, users: string) => string): Refusal =>
  ({ id }, world) => {
    const users = blockers(id, world);
    return users.length === 0 ? undefined : new AzureError(400, code, message(id, users.map((user) => user.id).join(", ")));
  };

/** Refuses to delete what has children of a type. */
export const nested =
  (token: string): Refusal =>
  ({ id }, world) => {
    const children = below(world, id).filter((one) => one.token === token);
    if (children.length === 0) return undefined;
    const ids = children.map((one) => `'${one.id}'`).join(",");
    return new AzureError(
      409,
      "CannotDeleteResource",
      `Can not delete resource while nested resources exist. Some existing nested resource IDs include: ${ids}. Please delete all nested resources before deleting this resource.`,
    );
  };
