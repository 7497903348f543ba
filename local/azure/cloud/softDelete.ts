import { objectAt } from "../provider";
import { AzureError } from "./azureError";
import { Deleted, Resource } from "./world";

const hours = (n: number): number => n * 3_600_000;
const days = (n: number): number => hours(24 * n);

/** How long a deleted resource is kept, in milliseconds. */
const kept: Readonly<Record<string, (resource: Resource) => number>> = {
  // Microsoft Learn, "Recover or purge deleted Azure AI resources" (48 hours).
  "cognitiveservices:Account": () => hours(48),
  // Microsoft Learn, "API Management soft-delete" (48 hours).
  "apimanagement:ApiManagementService": () => hours(48),
  // Microsoft Learn, "Azure Key Vault soft-delete overview" (7 to 90 days, as set at creation).
  "keyvault:Vault": ({ outputs }) => days(Number(objectAt(outputs, "properties").softDeleteRetentionInDays ?? 90)),
  // Microsoft Learn, "Delete and recover an Azure Log Analytics workspace" (14 days).
  "operationalinsights:Workspace": () => days(14),
};

/**
 * What Azure keeps of a deleted resource; undefined when it keeps nothing. The role assignments on it are gone for good (Microsoft Learn,
 * "Migrate to Azure role-based access control", troubleshooting: so for soft delete in all services).
 */
export function keptAfterDelete(resource: Resource, below: Resource[], now: number): Deleted | undefined {
  const time = kept[resource.token]?.(resource);
  const children = below.filter(({ token }) => token !== "authorization:RoleAssignment");
  return time === undefined ? undefined : { resource, children, purgedAt: now + time };
}

/** Whether a deleted resource can be taken away for good before its time. */
export function purgeRefusal({ resource }: Deleted): AzureError | undefined {
  if (resource.token !== "keyvault:Vault" || objectAt(resource.inputs, "properties").enablePurgeProtection !== true)
    return undefined;
  const name = resource.id.split("/").at(-1);
  return new AzureError(
    409,
    "MethodNotAllowed",
    `Operation 'DeletedVaultPurge' is not allowed: purge protection is enabled for vault '${name}'.`,
  );
}

/** Whether the request brings a deleted resource back. */
export function isRestore(token: string, inputs: Record<string, unknown>): boolean {
  if (token === "operationalinsights:Workspace") return true;
  if (token === "apimanagement:ApiManagementService") return inputs.restore === true;
  const properties = objectAt(inputs, "properties");
  return token === "cognitiveservices:Account"
    ? properties.restore === true
    : token === "keyvault:Vault" && properties.createMode === "recover";
}
