import { parseId, resourceGroupId, subscriptionId } from "../../identifiers";
import { normalLocation } from "../../locations";
import { listAt, objectAt, textAt } from "../../provider";
import { AzureError } from "../azureError";
import { every, find, idsIn, isWithin, keyOf, parentId, Request, Resource, rootId, World } from "../world";
import { Refusal } from "./refusal";

/**
 * Resources that Azure makes by itself: Network Watcher in each region, the first authorization rule of a namespace, the
 * logger of Azure Monitor of API Management, the one blob service of an account.
 */
function isGiven(id: string, world: World): boolean {
  const key = keyOf(id);
  if (key === keyOf(resourceGroupId("NetworkWatcherRG")) || key.includes("/providers/microsoft.network/networkwatchers/"))
    return !key.includes("/flowlogs/");
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
const isElsewhere = (id: string): boolean => /^\/subscriptions\/([^/]+)/i.exec(id)?.[1]?.toLowerCase() !== subscriptionId;

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

export const resourceGroup: Refusal = ({ id, armType, kind }, world) => {
  const name = parseId(id)?.resourceGroupName;
  if (kind === "delete" || armType === "Microsoft.Resources/resourceGroups" || !name || exists(resourceGroupId(name), world))
    return undefined;
  return new AzureError(404, "ResourceGroupNotFound", `Resource group '${name}' could not be found.`);
};

export const parent: Refusal = ({ id, kind }, world) => {
  const owner = parentId(id);
  if (kind === "delete" || owner === undefined || exists(owner, world)) return undefined;
  const named = parseId(owner)?.names.join("/") ?? owner;
  return new AzureError(
    404,
    "ParentResourceNotFound",
    `Can not perform requested operation on nested resource. Parent resource '${named}' not found.`,
  );
};

/** What a lock, a role assignment or a diagnostic setting is on. */
export const scope: Refusal = ({ id, kind }, world) => {
  const on = parseId(id)?.scope;
  if (kind === "delete" || !on || on === id || exists(on, world) || parseId(on) === undefined) return undefined;
  return notFound(on);
};

function notFound(id: string): AzureError {
  const group = parseId(id)?.resourceGroupName ?? "";
  const what = id.split(/\/providers\//i).at(-1) ?? id;
  return new AzureError(
    404,
    "ResourceNotFound",
    `The Resource '${what}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

/** Everything that the inputs name by its id must be there. */
export const references: Refusal = (request, world) => {
  if (request.kind === "delete") return undefined;
  const missing = idsIn(request.inputs).find(({ id }) => !isOwnPart(id, request) && !exists(id, world));
  if (!missing) return undefined;
  if (!request.armType.startsWith("Microsoft.Network/")) return notFound(missing.id);
  return new AzureError(
    400,
    "InvalidResourceReference",
    `Resource ${missing.id} referenced by resource ${request.id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
  );
};

/** An id within the resource that is written: the lists of the inputs must have an element of that name. */
function isOwnPart(id: string, request: Request): boolean {
  const own = `${keyOf(request.id)}/`;
  if (!keyOf(id).startsWith(own)) return keyOf(id) === keyOf(request.id);
  const [collection = "", name = ""] = id.slice(own.length).split("/");
  return listAt(request.inputs, collection).some((item) => textAt(objectAt({ item }, "item"), "name") === name);
}

/** A private endpoint, an injected service or a gateway must be in the region of its network. */
export const sameRegion: Refusal = (request, world) => {
  const { kind, inputs, id } = request;
  const subnetId = subnetOf(request);
  const network = subnetId ? find(world, rootId(subnetId)) : undefined;
  const [own, theirs] = [inputs, network?.inputs ?? {}].map((each) => normalLocation(textAt(each, "location")));
  if (kind === "delete" || !network || !own || own === theirs) return undefined;
  return new AzureError(
    400,
    "InvalidResourceReference",
    `Resource ${subnetId} referenced by resource ${id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
  );
};

/** Id of the subnet that a resource is in. */
export function subnetOf({ token, inputs }: Pick<Request, "token" | "inputs">): string | undefined {
  if (token === "network:PrivateEndpoint") return textAt(objectAt(inputs, "subnet"), "id") || undefined;
  if (token === "apimanagement:ApiManagementService")
    return textAt(objectAt(inputs, "virtualNetworkConfiguration"), "subnetResourceId") || undefined;
  if (token !== "network:ApplicationGateway") return undefined;
  const [first] = listAt(inputs, "gatewayIPConfigurations");
  return textAt(objectAt(objectAt({ first }, "first"), "subnet"), "id") || undefined;
}

/** Resources whose inputs name the id, the resource itself and its children apart. */
export function usersOf(id: string, world: World): Resource[] {
  return every(world)
    .filter((one) => !isWithin(one.id, id))
    .filter((one) => idsIn(one.inputs).some((found) => keyOf(found.id) === keyOf(id)));
}
