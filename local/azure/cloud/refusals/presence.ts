import { AzureError } from "../../base/azureError";
import { exists, notFound } from "../../base/existence";
import { parseId, resourceGroupId } from "../../base/identifiers";
import { normalLocation } from "../../base/locations";
import { listAt, objectAt, textAt } from "../../base/provider";
import { find, idsIn, keyOf, parentId, Refusal, Request, rootId } from "../../base/world";
import { resourceTypes } from "../../services";

/** The resource group must be there. */
export const resourceGroup: Refusal = ({ id, armType, kind }, world) => {
  const name = parseId(id)?.resourceGroupName;
  if (kind === "delete" || armType === "Microsoft.Resources/resourceGroups" || !name || exists(resourceGroupId(name), world))
    return undefined;
  return new AzureError(404, "ResourceGroupNotFound", `Resource group '${name}' could not be found.`);
};

/** The resource that this one is a child of must be there. */
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
  const { kind, inputs, id, token } = request;
  const subnetId = resourceTypes[token]?.subnetOf?.(inputs);
  const network = subnetId ? find(world, rootId(subnetId)) : undefined;
  const [own, theirs] = [inputs, network?.inputs ?? {}].map((each) => normalLocation(textAt(each, "location")));
  if (kind === "delete" || !network || !own || own === theirs) return undefined;
  return new AzureError(
    400,
    "InvalidResourceReference",
    `Resource ${subnetId} referenced by resource ${id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
  );
};
