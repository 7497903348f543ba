import { Props } from "../base/provider";
import { Deleted, Resource } from "../base/world";
import { resourceTypes } from "../services";

/**
 * What Azure keeps of a deleted resource; undefined when it keeps nothing. The role assignments on it are gone for good (Microsoft Learn,
 * "Migrate to Azure role-based access control", troubleshooting: so for soft delete in all services).
 */
export function keptAfterDelete(resource: Resource, below: Resource[], now: number): Deleted | undefined {
  const time = resourceTypes[resource.token]?.softDelete?.keptFor(resource);
  const children = below.filter(({ token }) => token !== "authorization:RoleAssignment");
  return time === undefined ? undefined : { resource, children, purgedAt: now + time };
}

/** Whether the request brings a deleted resource back. */
export const isRestore = (token: string, inputs: Props): boolean => resourceTypes[token]?.softDelete?.restores(inputs) ?? false;
