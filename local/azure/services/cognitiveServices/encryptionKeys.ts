import { AzureError } from "../../base/azureError";
import { clientIdOf, principalIdOf } from "../../base/identifiers";
import { objectAt, Props, textAt } from "../../base/provider";
import { assignedIdentities, hasRole, ownPrincipal } from "../../base/roles";
import { find, Refusal, Request, Resource, World } from "../../base/world";
import { vaultOf } from "../keyVault/access";

/** Roles that may wrap and unwrap with a key (Azure built-in roles): Key Vault Crypto Service Encryption User, Crypto User, Crypto Officer, Administrator. */
const keyUsers = [
  "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  "12338af0-0e69-4776-bea7-57ae8d297424",
  "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
  "00482a5a-887f-4fb3-b363-3b7fe8e74483",
];

/** Principal with which the account uses its key: that of the application that is named, among its identities; else its own. */
function keyPrincipal(request: Request, clientId: string): string[] {
  if (!clientId) return ownPrincipal(request);
  return assignedIdentities(request)
    .filter((id) => clientIdOf(id) === clientId)
    .map(principalIdOf);
}

const invalid = (why: string): string => `KeyVaultProperties is invalid. ${why}`;

/**
 * Why the account cannot use the key. What a vault must be: Microsoft Learn, "Azure OpenAI encryption of data at rest"; the messages of the
 * first and the third: microsoft-foundry/foundry-samples, infrastructure-setup-bicep/32-customer-managed-keys-user-assigned-identity; that of
 * the last: Key Vault's own answer.
 */
function unusable(request: Request, wanted: Props, world: World): string | undefined {
  const [uri, name] = [textAt(wanted, "keyVaultUri"), textAt(wanted, "keyName")];
  const vault = vaultOf(uri, world);
  const key = vault && find(world, `${vault.id}/keys/${name}`);
  if (!vault || !key) return invalid(vault ? `Key '${name}' was not found in '${uri}'.` : `Key vault '${uri}' was not found.`);
  const properties = objectAt(vault.inputs, "properties");
  if (vault.inputs.location !== request.inputs.location) return invalid(`Key vault '${uri}' must be in the account's region.`);
  if (properties.enablePurgeProtection !== true) return "The encryption key must be recoverable and not purgeable.";
  if (!letsServicesIn(properties)) return invalid(`The firewall of key vault '${uri}' does not let trusted services in.`);
  return wrongSize(key) ?? forbidden(keyPrincipal(request, textAt(wanted, "identityClientId")), vault, world);
}

/** Whether a service on Microsoft's trusted list passes the vault's firewall. */
function letsServicesIn(properties: Props): boolean {
  const acls = objectAt(properties, "networkAcls");
  const closed = properties.publicNetworkAccess === "Disabled" || acls.defaultAction === "Deny";
  return !closed || acls.bypass === "AzureServices";
}

const wrongSize = ({ outputs }: Resource): string | undefined =>
  /^RSA/.test(textAt(outputs, "kty")) && outputs.keySize === 2048 ? undefined : invalid("The key must be RSA with 2048 bits.");

const forbidden = (principals: string[], vault: Resource, world: World): string | undefined =>
  hasRole(principals, keyUsers, vault.id, world)
    ? undefined
    : "Caller is not authorized to perform action on resource. If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.";

/** Refuses an account whose customer-managed key it cannot use. */
export const unusableKey: Refusal = (request, world) => {
  const encryption = objectAt(objectAt(request.inputs, "properties"), "encryption");
  if (request.kind === "delete" || encryption.keySource !== "Microsoft.KeyVault") return undefined;
  const reason = unusable(request, objectAt(encryption, "keyVaultProperties"), world);
  return reason === undefined ? undefined : new AzureError(400, "BadRequest", reason);
};
