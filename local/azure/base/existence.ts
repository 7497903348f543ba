import { AzureError } from "./azureError";
import { parseId, resourceGroupId, subscriptionId } from "./identifiers";
import { normalLocation } from "./locations";
import { textAt } from "./provider";
import { every, find, idsIn, keyOf, parentId, rootId, World } from "./world";

const watchers = /\/resourcegroups\/([^/]+)\/providers\/microsoft\.network\/networkwatchers\/(?:networkwatcher_)?([^/]+)$/;

/** Network Watcher: in a group of its own, for each region with a network; in another group, where somebody made it, as soon as the group is there. */
function isWatcher(key: string, world: World): boolean {
  const [, group, region] = watchers.exec(key) ?? [];
  const ofAzure = keyOf(resourceGroupId("networkwatcherrg"));
  if (key !== ofAzure && group === undefined) return false;
  if (group !== undefined && group !== "networkwatcherrg") return find(world, resourceGroupId(group)) !== undefined;
  const regions = every(world)
    .filter(({ token, operation }) => token === "network:VirtualNetwork" && operation?.kind !== "create")
    .map(({ inputs }) => normalLocation(textAt(inputs, "location")));
  return world.subscription.networkWatchers && (region === undefined ? regions.length > 0 : regions.includes(region));
}

/**
 * Resources that Azure makes by itself: Network Watcher, the first authorization rule of a namespace, the logger of Azure Monitor of API
 * Management, the one blob service of an account.
 */
function isGiven(id: string, world: World): boolean {
  const key = keyOf(id);
  if (isWatcher(key, world)) return true;
  const owner = parentId(id);
  const type = parseId(id)?.type.toLowerCase() ?? "";
  if (owner === undefined || !find(world, owner)) return false;
  return (
    type.endsWith("/blobservices") ||
    (type.endsWith("/authorizationrules") && key.endsWith("/rootmanagesharedaccesskey")) ||
    (type.endsWith("/service/loggers") && key.endsWith("/azuremonitor"))
  );
}

/** A part of a resource that has an id of its own, such as a subnet within a network or a listener within a gateway. */
function isPart(id: string, world: World): boolean {
  const owner = find(world, rootId(id));
  return !!owner && idsIn(owner.outputs).some((part) => keyOf(part.id) === keyOf(id) && part.path.endsWith(".id"));
}

/** Roles, policies and their like belong to all subscriptions. */
const isGlobal = (id: string): boolean =>
  /\/providers\/Microsoft\.Authorization\/(roleDefinitions|policyDefinitions)\//i.test(id);

/** Whether an id is of another subscription. */
export const isElsewhere = (id: string): boolean => /^\/subscriptions\/([^/]+)/i.exec(id)?.[1]?.toLowerCase() !== subscriptionId;

/** Whether there is a resource of this id. What is in another subscription is taken to be there. */
export function exists(id: string, world: World): boolean {
  return (
    isElsewhere(id) ||
    isGlobal(id) ||
    /^\/subscriptions\/[^/]+$/.test(id) ||
    !!find(world, id) ||
    isGiven(id, world) ||
    isPart(id, world)
  );
}

/** Azure's answer to a request for a resource that is not there. */
export function notFound(id: string): AzureError {
  const group = parseId(id)?.resourceGroupName ?? "";
  const what = id.split(/\/providers\//i).at(-1) ?? id;
  return new AzureError(
    404,
    "ResourceNotFound",
    `The Resource '${what}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}
