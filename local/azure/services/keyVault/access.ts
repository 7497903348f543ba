import { objectAt, Props, textAt } from "../../base/provider";
import { hasRole } from "../../base/roles";
import { every, find, idsIn, isWithin, keyOf, Resource, World } from "../../base/world";

/** The vault of an address such as `https://kv.vault.azure.net/secrets/name`, when it is in this cloud. */
export const vaultOf = (address: string, world: World): Resource | undefined =>
  every(world).find(
    ({ token, inputs }) =>
      token === "keyvault:Vault" &&
      `${address.toLowerCase()}/`.startsWith(`https://${textAt(inputs, "vaultName").toLowerCase()}.vault.azure.net/`),
  );

/** Roles that may read a secret (Azure built-in roles): Key Vault Secrets User, Secrets Officer, Administrator, Certificate User does not suffice. */
const secretReaders = [
  "4633458b-17de-408a-b874-0445c86b69e6",
  "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
  "00482a5a-887f-4fb3-b363-3b7fe8e74483",
];

/** Whether what is in a network finds the vault: it is public, or an endpoint with DNS records leads to it. */
function reachable(vaultId: string, properties: Props, world: World): boolean {
  if (properties.publicNetworkAccess !== "Disabled" && textAt(objectAt(properties, "networkAcls"), "defaultAction") !== "Deny")
    return true;
  return every(world).some(
    ({ id, token, inputs }) =>
      token === "network:PrivateEndpoint" &&
      idsIn(inputs).some((one) => keyOf(one.id) === keyOf(vaultId)) &&
      hasRecords(id, world),
  );
}

const hasRecords = (endpointId: string, world: World): boolean =>
  every(world).some(
    (one) => one.token === "network:PrivateDnsZoneGroup" && one.operation === undefined && isWithin(one.id, endpointId),
  );

/** Why the secret cannot be read by the principals; undefined when it can, or is in a vault that is not in this cloud. */
export function unreadable(address: string, principals: readonly string[], world: World): string | undefined {
  const vault = vaultOf(address, world);
  if (!vault) return undefined;
  const name = address.split("/")[4] ?? "";
  if (!find(world, `${vault.id}/secrets/${name}`)) return `Secret '${name}' was not found in the vault.`;
  if (!reachable(vault.id, objectAt(vault.inputs, "properties"), world))
    return "The vault cannot be reached: it has no public access, and no private endpoint with DNS records leads to it.";
  return hasRole(principals, secretReaders, vault.id, world) ? undefined : "The identity has no permission to get the secret.";
}
