import { objectAt, Props, textAt } from "../../provider";
import { AzureError } from "../azureError";
import { Deleted, every, keyOf, Request, World } from "../world";
import { byType, Refusal } from "./refusal";

const others = (request: Request, world: World) =>
  every(world).filter((one) => one.token === request.token && keyOf(one.id) !== keyOf(request.id));

/** Whether another resource of the type has the same name, anywhere. */
const taken = (request: Request, world: World, property: string): boolean =>
  others(request, world).some((one) => keyOf(textAt(one.inputs, property)) === keyOf(textAt(request.inputs, property)));

/** A deleted resource of the type with the same name, anywhere. */
export const deletedNamesake = (
  request: Pick<Request, "token" | "inputs">,
  world: World,
  property: string,
): Deleted | undefined =>
  [...world.deleted.values()].find(
    ({ resource, purgedAt }) =>
      purgedAt > world.now &&
      resource.token === request.token &&
      keyOf(textAt(resource.inputs, property)) === keyOf(textAt(request.inputs, property)),
  );

const customDomain = (inputs: Props): string => keyOf(textAt(objectAt(inputs, "properties"), "customSubDomainName"));

const account: Refusal = (request, world) => {
  const { inputs, id } = request;
  const domain = customDomain(inputs);
  if (domain && others(request, world).some((one) => customDomain(one.inputs) === domain)) {
    return new AzureError(
      409,
      "CustomDomainInUse",
      `Please pick a different name. The subdomain name '${domain}' is not available as it's already used by a resource.`,
    );
  }
  if (request.kind !== "create") return undefined;
  const restore = objectAt(inputs, "properties").restore === true;
  const deleted = deletedNamesake(request, world, "accountName");
  if (deleted && !restore) {
    return new AzureError(
      409,
      "FlagMustBeSetForRestore",
      `An existing resource with ID '${id}' has been soft-deleted. To restore the resource, you must specify 'restore' to be 'true' in the property. If you don't want to restore existing resource, please purge it first.`,
    );
  }
  return restore && !deleted
    ? new AzureError(
        400,
        "CanNotRestoreANonDeletedResource",
        `The resource '${id}' has not been soft-deleted and cannot be restored.`,
      )
    : undefined;
};

const vault: Refusal = (request, world) => {
  if (request.kind !== "create") return undefined;
  const name = textAt(request.inputs, "vaultName");
  if (taken(request, world, "vaultName")) {
    return new AzureError(
      409,
      "VaultAlreadyExists",
      `The vault name '${name}' is already in use. Vault names are globally unique so it is possible that the name is already taken. If you are sure that the vault name was not taken then it is possible that a vault with the same name was recently deleted but not purged after being placed in a recoverable state.`,
    );
  }
  const recover = objectAt(request.inputs, "properties").createMode === "recover";
  if (!deletedNamesake(request, world, "vaultName") || recover) return undefined;
  return new AzureError(
    409,
    "ConflictError",
    "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.",
  );
};

const apiManagement: Refusal = (request, world) => {
  if (request.kind !== "create") return undefined;
  const name = textAt(request.inputs, "serviceName");
  if (taken(request, world, "serviceName"))
    return new AzureError(409, "ServiceAlreadyExists", `Api service already exists: ${name}`);
  const deleted = deletedNamesake(request, world, "serviceName");
  if (deleted && request.inputs.restore !== true) {
    return new AzureError(
      409,
      "ServiceAlreadyExistsInSoftDeletedState",
      `Api service ${name} was soft-deleted. In order to create the new service with the same name, you have to either undelete the service or purge it. See https://aka.ms/apimsoftdelete.`,
    );
  }
  return request.inputs.restore === true && !deleted
    ? new AzureError(
        400,
        "ServiceUndeleteNotPossible",
        `Undelete is not possible for service '${name}': it was not soft-deleted, or more than 48 hours ago.`,
      )
    : undefined;
};

const simple =
  (property: string, code: string, message: (name: string) => string): Refusal =>
  (request, world) =>
    request.kind === "create" && taken(request, world, property)
      ? new AzureError(409, code, message(textAt(request.inputs, property)))
      : undefined;

/** Names that are taken: in all of Azure, or by what was deleted and is still kept. */
export const names: Refusal = byType({
  "cognitiveservices:Account": account,
  "keyvault:Vault": vault,
  "apimanagement:ApiManagementService": apiManagement,
  "storage:StorageAccount": simple(
    "accountName",
    "StorageAccountAlreadyTaken",
    (name) => `The storage account named ${name} is already taken.`,
  ),
  "eventhub:Namespace": simple(
    "namespaceName",
    "NamespaceUnavailable",
    (name) => `Namespace ${name} is not available. The specified service namespace is invalid or already in use.`,
  ),
});
