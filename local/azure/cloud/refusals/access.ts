import { principalIdOf } from "../../identifiers";
import { isObject, listAt, objectAt, Props, textAt } from "../../provider";
import { AzureError } from "../azureError";
import { every, find, idsIn, isWithin, keyOf, parentId, World } from "../world";
import { byType, Refusal } from "./refusal";
import { hasRole, principalsOf, vaultOf } from "./roles";

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
function unreadable(address: string, principals: readonly string[], world: World): string | undefined {
  const vault = vaultOf(address, world);
  if (!vault) return undefined;
  const name = address.split("/")[4] ?? "";
  if (!find(world, `${vault.id}/secrets/${name}`)) return `Secret '${name}' was not found in the vault.`;
  if (!reachable(vault.id, objectAt(vault.inputs, "properties"), world))
    return "The vault cannot be reached: it has no public access, and no private endpoint with DNS records leads to it.";
  return hasRole(principals, secretReaders, vault.id, world) ? undefined : "The identity has no permission to get the secret.";
}

const gatewayCertificates: Refusal = (request, world) => {
  const addresses = listAt(request.inputs, "sslCertificates")
    .filter(isObject)
    .map((one) => textAt(one, "keyVaultSecretId"))
    .filter(Boolean);
  const reason = addresses.map((address) => unreadable(address, principalsOf(request), world)).find(Boolean);
  if (!reason) return undefined;
  return new AzureError(
    400,
    "ApplicationGatewayKeyVaultSecretException",
    `Problem occured while accessing and validating KeyVault Secrets associated with Application Gateway '${request.id}'. See details below: ${reason}`,
  );
};

const namedValue: Refusal = (request, world) => {
  const reference = objectAt(request.inputs, "keyVault");
  const service = find(world, parentId(request.id) ?? "");
  const address = textAt(reference, "secretIdentifier");
  if (!address || !service) return undefined;
  const principals = principalsOf({ ...request, id: service.id, inputs: service.inputs });
  const reason = unreadable(address, principals, world);
  return reason
    ? new AzureError(
        400,
        "ValidationError",
        `Failed to refresh the Key Vault secret ${address} of named value '${textAt(request.inputs, "namedValueId")}': ${reason}`,
      )
    : undefined;
};

/**
 * Refused after Azure has accepted the request: it finds out while it works. The resource is left behind in state Failed.
 */
export const lateRefusals: Refusal = (request, world) =>
  request.kind === "delete"
    ? undefined
    : byType({ "network:ApplicationGateway": gatewayCertificates, "apimanagement:NamedValue": namedValue })(request, world);

/** Principals of the identities in this cloud. */
const knownPrincipals = (world: World): string[] => every(world).map(({ id }) => principalIdOf(id));

/** A role assignment of the same principal, role and scope under another name; or a principal that is not there. */
const roleAssignment: Refusal = (request, world) => {
  if (request.kind !== "create") return undefined;
  const same = (one: Props): boolean =>
    ["principalId", "roleDefinitionId", "scope"].every((key) => keyOf(textAt(one, key)) === keyOf(textAt(request.inputs, key)));
  const existing = every(world).find((one) => one.token === request.token && one.id !== request.id && same(one.inputs));
  if (existing) {
    const name = textAt(existing.inputs, "roleAssignmentName").replaceAll("-", "");
    return new AzureError(
      409,
      "RoleAssignmentExists",
      `The role assignment already exists. The ID of the existing role assignment is ${name}.`,
    );
  }
  const principal = textAt(request.inputs, "principalId");
  if (request.inputs.principalType !== "ServicePrincipal" || knownPrincipals(world).includes(principal)) return undefined;
  return new AzureError(
    400,
    "PrincipalNotFound",
    `Principal ${principal.replaceAll("-", "")} does not exist in the directory. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay.`,
  );
};

/** Role assignments. */
export const assignments: Refusal = byType({ "authorization:RoleAssignment": roleAssignment });
