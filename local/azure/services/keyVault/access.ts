import { isElsewhere } from "../../base/existence";
import { isObject, listAt, objectAt, Props, textAt } from "../../base/provider";
import { hasRole } from "../../base/roles";
import { every, find, idsIn, isWithin, keyOf, Resource, rootId, World } from "../../base/world";

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

const isClosed = (vault: Resource): boolean => {
  const properties = objectAt(vault.inputs, "properties");
  return properties.publicNetworkAccess === "Disabled" || textAt(objectAt(properties, "networkAcls"), "defaultAction") === "Deny";
};

/** Who wants to read a secret, and from where. */
export interface SecretReader {
  /** Object ids, of which one must have a role that reads secrets. */
  principals: readonly string[];
  /** Id of the network of a reader without a way to the Internet. Default: one that reaches public addresses. */
  isolatedIn?: string;
}

/**
 * Whether an approved private endpoint with DNS records leads to the vault: from any network, or from one or those peered with it. What is in networks
 * of another subscription is taken to be there.
 */
function hasEndpoint(vaultName: string, network: string | undefined, world: World): boolean {
  const near = network && [network, ...idsIn(find(world, network)?.inputs.virtualNetworkPeerings).map(({ id }) => id)];
  if (near && near.some(isElsewhere)) return true;
  return every(world).some(
    ({ id, token, inputs, outputs }) =>
      token === "network:PrivateEndpoint" &&
      isApproved(vaultName, outputs) &&
      (!near || near.map(keyOf).includes(keyOf(rootId(textAt(objectAt(inputs, "subnet"), "id"))))) &&
      hasRecords(id, world),
  );
}

const isApproved = (vaultName: string, endpoint: Props): boolean =>
  [...listAt(endpoint, "privateLinkServiceConnections"), ...listAt(endpoint, "manualPrivateLinkServiceConnections")]
    .filter(isObject)
    .some(
      (one) =>
        keyOf(textAt(one, "privateLinkServiceId")).endsWith(`/microsoft.keyvault/vaults/${keyOf(vaultName)}`) &&
        textAt(objectAt(one, "privateLinkServiceConnectionState"), "status") === "Approved",
    );

const hasRecords = (endpointId: string, world: World): boolean =>
  every(world).some(
    (one) => one.token === "network:PrivateDnsZoneGroup" && one.operation === undefined && isWithin(one.id, endpointId),
  );

/**
 * Why the secret cannot be read; undefined when it can. Of a vault that is not in this cloud only the way to it is checked. A reader without a way to
 * the Internet needs an endpoint in its own network, or in one peered with it, however public the vault is (Microsoft Learn, "Private Application
 * Gateway deployment", outbound connectivity).
 */
export function unreadable(address: string, { principals, isolatedIn }: SecretReader, world: World): string | undefined {
  const vault = vaultOf(address, world);
  const vaultName = /^https:\/\/([^.]+)\./.exec(address)?.[1] ?? "";
  const name = address.split("/")[4] ?? "";
  if (vault && !find(world, `${vault.id}/secrets/${name}`)) return `Secret '${name}' was not found in the vault.`;
  if (isolatedIn && !hasEndpoint(vaultName, isolatedIn, world))
    return `The vault '${vaultName}' cannot be reached: the gateway has no way to the Internet, and no private endpoint with DNS records in its network leads to it.`;
  if (!vault) return undefined;
  if (isClosed(vault) && !hasEndpoint(vaultName, undefined, world))
    return "The vault cannot be reached: it has no public access, and no private endpoint with DNS records leads to it.";
  return hasRole(principals, secretReaders, vault.id, world) ? undefined : "The identity has no permission to get the secret.";
}
