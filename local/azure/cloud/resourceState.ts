import { idOf, noteRanges, outputsOf, storedInputs, SubnetRanges } from "../azureNative";
import { merge } from "../base/outputs";
import { isObject, listAt, objectAt, Props, textAt } from "../base/provider";
import { every, Failure, Resource, World } from "../base/world";
import { resourceType } from "../services";

/** A resource as it is stored; `failed` says why its last operation did not succeed. */
export interface Stored extends Resource {
  /** Undefined when the last operation succeeded. */
  failed?: Failure;
}

/** Ranges of all subnets of the cloud. */
function rangesOf(world: World): SubnetRanges {
  const ranges: SubnetRanges = new Map();
  for (const { token, id, inputs } of every(world)) noteRanges(token, id, inputs, ranges);
  return ranges;
}

/** What Azure returns for the inputs; the same as the provider without memory says. */
export function outputsIn(world: World, type: string, inputs: Props): Props {
  const entry = resourceType(type);
  return outputsOf(entry, idOf(entry, inputs), inputs, rangesOf(world));
}

/** Inputs as Azure keeps them: without secrets. */
export const keptInputs = (type: string, inputs: Props): Props => storedInputs(resourceType(type), inputs);

const connectionLists = ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"] as const;

/** Connections of an endpoint keep their approval when the endpoint is written again. */
export function keepApprovals(before: Props, after: Props): Props {
  const lists = connectionLists.filter((list) => Array.isArray(after[list]));
  return {
    ...after,
    ...Object.fromEntries(lists.map((list) => [list, listAt(after, list).map((one) => withState(one, listAt(before, list)))])),
  };
}

/** Paths of the states of a private endpoint's connections that nobody has approved yet. */
export const pendingConnections = (outputs: Props): string[] =>
  connectionLists.flatMap((list) =>
    listAt(outputs, list).flatMap((one, index) =>
      isObject(one) && textAt(objectAt(one, "privateLinkServiceConnectionState"), "status") === "Pending"
        ? [`${list}[${index}].privateLinkServiceConnectionState.status`]
        : [],
    ),
  );

function withState(connection: unknown, olds: unknown[]): unknown {
  const old = isObject(connection)
    ? olds.filter(isObject).find((one) => textAt(one, "name") === textAt(connection, "name"))
    : undefined;
  return old?.privateLinkServiceConnectionState
    ? merge(connection, { privateLinkServiceConnectionState: old.privateLinkServiceConnectionState })
    : connection;
}

/** Outputs as a reader sees them now: the state says when an operation is under way or has failed. */
export function visibleOutputs({ outputs, operation, failed }: Stored): Props {
  const running = { create: "Creating", update: "Updating", delete: "Deleting" } as const;
  const provisioningState = operation ? running[operation.kind] : failed ? "Failed" : undefined;
  if (provisioningState === undefined) return outputs;
  if ("provisioningState" in outputs) return { ...outputs, provisioningState };
  const properties = objectAt(outputs, "properties");
  return "provisioningState" in properties ? { ...outputs, properties: { ...properties, provisioningState } } : outputs;
}
