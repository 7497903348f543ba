import { AzureError } from "./azureError";
import { textAt } from "./provider";
import { Deleted, every, keyOf, Refusal, Request, World } from "./world";

/** Every other resource of the type. */
export const others = (request: Request, world: World) =>
  every(world).filter((one) => one.token === request.token && keyOf(one.id) !== keyOf(request.id));

/** Whether another resource of the type has the same name, anywhere. */
export const taken = (request: Request, world: World, property: string): boolean =>
  others(request, world).some((one) => keyOf(textAt(one.inputs, property)) === keyOf(textAt(request.inputs, property)));

/** A deleted resource of the type with the same name, anywhere. */
export const deletedNamesake = (
  request: Pick<Request, "token" | "inputs">,
  world: World,
  property: string,
): Deleted | undefined =>
  [...world.deleted.values()].find(
    ({ resource, purgedAt }) =>
      purgedAt > world.now &&
      resource.token === request.token &&
      keyOf(textAt(resource.inputs, property)) === keyOf(textAt(request.inputs, property)),
  );

/** Refuses a new resource whose name another one of the type has, anywhere. */
export const takenName =
  (property: string, code: string, message: (name: string) => string): Refusal =>
  (request, world) =>
    request.kind === "create" && taken(request, world, property)
      ? new AzureError(409, code, message(textAt(request.inputs, property)))
      : undefined;
