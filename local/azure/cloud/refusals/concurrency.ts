import { AzureError } from "../../base/azureError";
import { every, find, isWithin, keyOf, Refusal, rootId, World } from "../../base/world";
import { resourceTypes } from "../../services";

/** Resources at or below `id` with an operation under way. */
const busy = (world: World, id: string): boolean => every(world).some((one) => one.operation && isWithin(one.id, id));

/** Two operations on one resource. */
const sameResource: Refusal = ({ id, kind }, world) => {
  const running = find(world, id)?.operation;
  if (!running || (running.kind === "delete" && kind === "delete")) return undefined;
  return new AzureError(
    409,
    "AnotherOperationInProgress",
    `Another operation on this or dependent resource is in progress. Operation ID: ${running.kind} of ${id}`,
  );
};

/** Types that have one write at a time for the resource that they are part of. */
const oneWriteAtATime: Refusal = ({ id, token }, world) =>
  busy(world, rootId(id)) ? resourceTypes[token]?.oneWriteAtATime?.(rootId(id)) : undefined;

/** A parent that is still being made or taken down. */
const parentInTransition: Refusal = ({ id }, world) => {
  const owner = find(world, rootId(id));
  if (!owner?.operation || keyOf(owner.id) === keyOf(id) || owner.operation.kind === "update") return undefined;
  return new AzureError(409, "Conflict", `The parent resource '${owner.id}' is being ${owner.operation.kind}d.`);
};

/** What Azure refuses because of an operation that is under way. */
export const concurrency: readonly Refusal[] = [oneWriteAtATime, sameResource, parentInTransition];
