import { isObject, listAt, objectAt, textAt } from "../../provider";
import { AzureError } from "../azureError";
import { find } from "../world";
import { usersOf } from "./existence";
import { byType, Refusal } from "./refusal";

/** A subnet that is no longer in the list is deleted: not while something is in it. */
const virtualNetwork: Refusal = ({ id, inputs }, world) => {
  const kept = listAt(inputs, "subnets")
    .filter(isObject)
    .map((one) => textAt(one, "name"));
  const gone = listAt(find(world, id)?.inputs ?? {}, "subnets")
    .filter(isObject)
    .map((one) => textAt(one, "name"))
    .filter((name) => !kept.includes(name));
  const used = gone
    .map((name) => ({ name, users: usersOf(`${id}/subnets/${name}`, world) }))
    .find(({ users }) => users.length > 0);
  if (!used) return undefined;
  return new AzureError(
    400,
    "InUseSubnetCannotBeDeleted",
    `Subnet ${used.name} is in use by ${used.users.map((user) => user.id).join(", ")} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
  );
};

/** Purge protection stays on for good. */
const vault: Refusal = ({ id, inputs }, world) => {
  const before = objectAt(find(world, id)?.inputs ?? {}, "properties");
  return before.enablePurgeProtection === true && objectAt(inputs, "properties").enablePurgeProtection !== true
    ? new AzureError(
        400,
        "BadRequest",
        `The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.`,
      )
    : undefined;
};

/** A locked policy can be prolonged, never shortened or removed. A policy cannot be locked before it is there. */
const storageAccount: Refusal = ({ kind, id, inputs }, world) => {
  const policyOf = (value: unknown) => objectAt(isObject(value) ? value : {}, "immutabilityPolicy");
  const [before, after] = [
    policyOf(find(world, id)?.inputs.immutableStorageWithVersioning),
    policyOf(inputs.immutableStorageWithVersioning),
  ];
  const days = (policy: Record<string, unknown>): number => Number(policy.immutabilityPeriodSinceCreationInDays ?? 0);
  if (kind === "create" && after.state === "Locked") {
    return new AzureError(
      400,
      "InvalidRequestPropertyValue",
      "The value 'Locked' is not allowed for property immutabilityPolicy.state when the account is created.",
    );
  }
  return before.state === "Locked" && (after.state !== "Locked" || days(after) < days(before))
    ? new AzureError(409, "ImmutabilityPolicyLocked", "The account's immutability policy is locked: it can only be prolonged.")
    : undefined;
};

const roleAssignment: Refusal = ({ id, inputs }, world) => {
  const before = find(world, id)?.inputs;
  return before && ["principalId", "roleDefinitionId", "scope"].some((key) => before[key] !== inputs[key])
    ? new AzureError(
        400,
        "RoleAssignmentUpdateNotPermitted",
        "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
      )
    : undefined;
};

const table = byType({
  "network:VirtualNetwork": virtualNetwork,
  "keyvault:Vault": vault,
  "storage:StorageAccount": storageAccount,
  "authorization:RoleAssignment": roleAssignment,
});

/** Changes that Azure does not allow. */
export const updates: Refusal = (request, world) => (request.kind === "delete" ? undefined : table(request, world));
