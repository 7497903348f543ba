import { AzureError } from "../azureError";
import { every, find, isWithin, keyOf, rootId, World } from "../world";
import { Refusal } from "./refusal";

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

/** One write at a time for an account and everything below it. */
const cognitiveAccount: Refusal = ({ id, armType }, world) => {
  if (!armType.startsWith("Microsoft.CognitiveServices/accounts/") || !busy(world, rootId(id))) return undefined;
  return new AzureError(
    409,
    "RequestConflict",
    `Another operation is being performed on the parent resource '${rootId(id)}'. Please try again later.`,
  );
};

/** One write at a time for a virtual network and its subnets. azure-native tries again by itself. */
const virtualNetwork: Refusal = ({ id, armType }, world) => {
  if (!armType.startsWith("Microsoft.Network/virtualNetworks") || !busy(world, rootId(id))) return undefined;
  return new AzureError(
    429,
    "AnotherOperationInProgress",
    `Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: https://management.azure.com${rootId(id)}/operations.`,
    { retryAfterSeconds: 10 },
  );
};

/** A parent that is still being made or taken down. */
const parentInTransition: Refusal = ({ id, armType }, world) => {
  const owner = find(world, rootId(id));
  if (!owner?.operation || keyOf(owner.id) === keyOf(id) || owner.operation.kind === "update") return undefined;
  if (armType.startsWith("Microsoft.CognitiveServices/") || armType.startsWith("Microsoft.Network/virtualNetworks"))
    return undefined;
  return new AzureError(409, "Conflict", `The parent resource '${owner.id}' is being ${owner.operation.kind}d.`);
};

export const concurrency: readonly Refusal[] = [cognitiveAccount, virtualNetwork, sameResource, parentInTransition];
