import { armTypeOf } from "./azureNative";
import type { Props } from "./base/provider";
import { everythingRegistered } from "./base/subscription";
import { Resource, World, keyOf } from "./base/world";
import { isSimulated, resourceType, shortToken } from "./services";

/** A resource of a plan. */
interface Planned {
  /** Id in Azure; a plan before the first deployment does not know it. */
  id?: string;
  /** Token of its type. */
  type: string;
  /** What is asked for. */
  inputs: Props;
  /** What Azure answers. */
  outputs: Props;
}

const isKnown = ({ id, type }: Planned): boolean =>
  id?.startsWith("/") === true && type.startsWith("azure-native:") && isSimulated(type);

const deployed = ({ id = "", type, inputs, outputs }: Planned): Resource => ({
  id,
  token: shortToken(type),
  armType: armTypeOf(resourceType(type), inputs),
  inputs,
  outputs,
});

/**
 * What Azure refuses of updates once these resources are deployed, by the rules that each type of the stand-in has of its own.
 * @returns a function that gives Azure's text for an update; undefined for one that Azure takes
 */
export function refusedUpdates(resources: readonly Planned[]): (old: Planned, inputs: Props) => string | undefined {
  const known = resources.filter(isKnown).map(deployed);
  const world: World = {
    now: Date.now(),
    resources: new Map(known.map((one) => [keyOf(one.id), one])),
    deleted: new Map(),
    quotas: new Map(),
    roleDelay: 0,
    subscription: everythingRegistered,
    filled: new Set(),
  };
  return (old, inputs) => {
    if (!isKnown(old)) return undefined;
    const { id, token, armType } = deployed(old);
    return resourceType(old.type).refuse?.({ kind: "update", id, token, armType, inputs }, world)?.message;
  };
}
