import { AzureError } from "../azureError";
import { Request, World } from "../world";
import { assignments } from "./access";
import { concurrency } from "./concurrency";
import { deletion, locks } from "./deletes";
import { encryption } from "./encryption";
import { endpoints } from "./endpoints";
import { parent, references, resourceGroup, sameRegion, scope } from "./existence";
import { features } from "./features";
import { models } from "./models";
import { names } from "./names";
import { Refusal } from "./refusal";
import { places } from "./regions";
import { updates } from "./updates";

/** Azure's rules in the order in which it applies them. */
const rules: readonly Refusal[] = [
  locks,
  resourceGroup,
  parent,
  scope,
  ...places,
  names,
  ...concurrency,
  deletion,
  references,
  sameRegion,
  updates,
  endpoints,
  features,
  models,
  encryption,
  assignments,
];

/** Azure's answer to a request that it refuses at once; undefined when it accepts it. */
export function refusalOf(request: Request, world: World): AzureError | undefined {
  for (const rule of rules) {
    const refusal = rule(request, world);
    if (refusal) return refusal;
  }
  return undefined;
}

export { lateRefusals } from "./access";
