import { AzureError } from "../../base/azureError";
import { Refusal, Request, World } from "../../base/world";
import { resourceTypes } from "../../services";
import { concurrency } from "./concurrency";
import { locks } from "./locks";
import { places } from "./places";
import { parent, references, resourceGroup, sameRegion, scope } from "./presence";

/** Azure's refusals in the order in which it applies them: those of all services, and between them those of the request's type. */
const rules: readonly Refusal[] = [
  locks,
  resourceGroup,
  parent,
  scope,
  ...places,
  (request, world) => resourceTypes[request.token]?.nameTaken?.(request, world),
  ...concurrency,
  (request, world) => (request.kind === "delete" ? resourceTypes[request.token]?.refuseDelete?.(request, world) : undefined),
  references,
  sameRegion,
  (request, world) => (request.kind === "delete" ? undefined : resourceTypes[request.token]?.refuse?.(request, world)),
];

/** Azure's answer to a request that it refuses at once; undefined when it accepts it. */
export function refusalOf(request: Request, world: World): AzureError | undefined {
  for (const rule of rules) {
    const refusal = rule(request, world);
    if (refusal) return refusal;
  }
  return undefined;
}

/** Refused after Azure has accepted the request: it finds out while it works. The resource is left behind in state Failed. */
export const lateRefusal: Refusal = (request, world) =>
  request.kind === "delete" ? undefined : resourceTypes[request.token]?.refuseLate?.(request, world);
