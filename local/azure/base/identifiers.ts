import { createHash } from "node:crypto";

/** Subscription of the stand-in. */
export const subscriptionId = "00000000-0000-4000-8000-000000000000";
/** Entra tenant of the stand-in. */
export const tenantId = "11111111-1111-4111-8111-111111111111";
/** When everything in the stand-in was made: outputs must not change from run to run. */
export const creationTime = "2026-01-01T00:00:00Z";

/** `length` hexadecimal digits that depend on the text only. */
export function hex(text: string, length: number): string {
  let digits = "";
  for (let i = 0; digits.length < length; i++) digits += createHash("sha256").update(`${i}:${text}`).digest("hex");
  return digits.slice(0, length);
}

/** A GUID (version 4 in form) that depends on the text only. */
export function guid(text: string): string {
  const h = hex(text, 32);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20)}`;
}

/** Object id of the service principal of an identity: of a user-assigned one, or of a resource with its own. */
export const principalIdOf = (resourceId: string): string => guid(`principal:${resourceId.toLowerCase()}`);
/** Application id of a user-assigned identity. */
export const clientIdOf = (resourceId: string): string => guid(`client:${resourceId.toLowerCase()}`);

/** Id of a resource of type `Namespace/type/child` with one name for each part of the type. */
export function resourceId(resourceGroupName: string, armType: string, names: readonly string[]): string {
  return `${resourceGroupId(resourceGroupName)}/${providerPath(armType, names)}`;
}

/** `providers/Namespace/type/name/child/name`. */
export function providerPath(armType: string, names: readonly string[]): string {
  const [namespace, ...types] = armType.split("/");
  return ["providers", namespace, ...types.flatMap((type, i) => [type, names[i] ?? ""])].join("/");
}

/** Id of a resource group of the stand-in's subscription. */
export const resourceGroupId = (name: string): string => `/subscriptions/${subscriptionId}/resourceGroups/${name}`;

/** What an ARM id says: resource group, type and names from the outermost resource inwards. */
export interface ParsedId {
  /** Id of what the resource is in or on: a resource group, a subscription or another resource. */
  scope: string;
  /** Empty for what is not in a resource group. */
  resourceGroupName: string;
  /** Type in Azure, such as `Microsoft.Network/virtualNetworks/subnets`. */
  type: string;
  /** One name for each part of the type, outermost first. */
  names: string[];
  /** The last name. */
  name: string;
}

/** Takes an ARM id apart; undefined for anything else. */
export function parseId(id: string): ParsedId | undefined {
  const at = id.toLowerCase().lastIndexOf("/providers/");
  if (!id.startsWith("/")) return undefined;
  const resourceGroupName = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)/i.exec(id)?.[1] ?? "";
  if (at < 0) return parseScope(id, resourceGroupName);
  const [namespace, ...rest] = id.slice(at + "/providers/".length).split("/");
  if (!namespace || rest.length < 2 || rest.length % 2 !== 0) return undefined;
  const names = rest.filter((_, i) => i % 2 === 1);
  const type = [namespace, ...rest.filter((_, i) => i % 2 === 0)].join("/");
  return { scope: id.slice(0, at), resourceGroupName, type, names, name: names[names.length - 1] ?? "" };
}

function parseScope(id: string, resourceGroupName: string): ParsedId | undefined {
  if (resourceGroupName && /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+$/i.test(id))
    return {
      scope: id.slice(0, id.toLowerCase().indexOf("/resourcegroups/")),
      resourceGroupName,
      type: "Microsoft.Resources/resourceGroups",
      names: [resourceGroupName],
      name: resourceGroupName,
    };
  return undefined;
}
