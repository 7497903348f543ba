import { AzureError } from "./azureError";
import { parseId } from "./identifiers";
import { Props } from "./provider";
import { Subscription } from "./subscription";

/** A write; reads are never refused by the state of the world. */
export type OperationKind = "create" | "update" | "delete";

/** Why an operation failed. */
export interface Failure {
  /** HTTP status. */
  status: number;
  /** Azure's error code, such as `Conflict`. */
  code: string;
  /** Azure's text, as Pulumi shows it. */
  message: string;
}

/** An operation that Azure has accepted and not finished: it goes on when nobody waits for it. */
export interface Operation {
  /** What is done to the resource. */
  kind: OperationKind;
  /** Milliseconds since 1970. */
  endsAt: number;
  /** How it will fail. */
  failure?: Failure;
}

/** A resource of the cloud. */
export interface Resource {
  /** Id in the case in which it was written first. */
  id: string;
  /** Token without the provider's name, such as `network:Subnet`. */
  token: string;
  /** Type in Azure, such as `Microsoft.Network/virtualNetworks`. */
  armType: string;
  /** What was asked for, without what Azure does not return. */
  inputs: Props;
  /** What Azure returns once no operation is under way. */
  outputs: Props;
  /** Undefined when none is under way. */
  operation?: Operation;
  /** When its creation ended or will end, in milliseconds since 1970; not known of what somebody else put there. */
  madeAt?: number;
}

/** A resource that was deleted and can be brought back. */
export interface Deleted {
  /** As it was when it was deleted. */
  resource: Resource;
  /** Its children at that time. */
  children: Resource[];
  /** When Azure forgets it, in milliseconds since 1970. */
  purgedAt: number;
}

/** The cloud as a refusal sees it. */
export interface World {
  /** Milliseconds since 1970. */
  now: number;
  /** By id in lower case. */
  resources: ReadonlyMap<string, Resource>;
  /** By id in lower case. */
  deleted: ReadonlyMap<string, Deleted>;
  /** Limits of quota that were set, by `location/model/sku`. */
  quotas: ReadonlyMap<string, number>;
  /** How long after its creation a role assignment begins to work, in milliseconds. */
  roleDelay: number;
  /** What is registered in the subscription. */
  subscription: Subscription;
  /** Containers that hold a blob, by id in lower case. */
  filled: ReadonlySet<string>;
}

/** What is asked of Azure. */
export interface Request {
  /** What is asked for. */
  kind: OperationKind;
  /** Id of the resource that is written. */
  id: string;
  /** Token without the provider's name, such as `network:Subnet`. */
  token: string;
  /** Type in Azure. */
  armType: string;
  /** Empty for a deletion. */
  inputs: Props;
}

/** What Azure refuses: its answer to a request that it does not accept; undefined for one that it does. */
export type Refusal = (request: Request, world: World) => AzureError | undefined;

/** An id as a key: Azure compares ids without regard to case. */
export const keyOf = (id: string): string => id.toLowerCase();
/** The resource of an id; undefined when there is none. */
export const find = (world: World, id: string): Resource | undefined => world.resources.get(keyOf(id));
/** Every resource, in the order in which they were first made. */
export const every = (world: World): Resource[] => [...world.resources.values()];

/** Whether `id` is `ancestor` or lies below it. */
export const isWithin = (id: string, ancestor: string): boolean =>
  keyOf(id) === keyOf(ancestor) || keyOf(id).startsWith(`${keyOf(ancestor)}/`);

/** Resources below `id`. */
export const below = (world: World, id: string): Resource[] =>
  every(world).filter((one) => keyOf(one.id) !== keyOf(id) && isWithin(one.id, id));

/** Id of the resource that `id` is a child of; undefined for a resource of its own. */
export function parentId(id: string): string | undefined {
  const parsed = parseId(id);
  return parsed && parsed.names.length > 1 ? id.split("/").slice(0, -2).join("/") : undefined;
}

/** Id of the outermost resource that `id` belongs to, such as the account of a deployment. */
export function rootId(id: string): string {
  const parent = parentId(id);
  return parent === undefined ? id : rootId(parent);
}

const resourceIdPattern = /^\/subscriptions\/[0-9a-f-]{36}\/(resourceGroups\/[^/]+|providers\/)/i;

/** Every ARM id in the values, with the path to it. */
export function idsIn(value: unknown, path = ""): { path: string; id: string }[] {
  if (typeof value === "string") return resourceIdPattern.test(value) && parseId(value) ? [{ path, id: value }] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => idsIn(item, path ? `${path}.${key}` : key));
}

/** Resources whose inputs name the id, the resource itself and its children apart. */
export function usersOf(id: string, world: World): Resource[] {
  return every(world)
    .filter((one) => !isWithin(one.id, id))
    .filter((one) => idsIn(one.inputs).some((found) => keyOf(found.id) === keyOf(id)));
}
