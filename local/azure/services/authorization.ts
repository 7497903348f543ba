import { AzureError } from "../base/azureError";
import { creationTime, guid, principalIdOf } from "../base/identifiers";
import { notOneOf } from "../base/inputRule";
import { guidName } from "../base/names";
import { CheckFailure, Props, textAt } from "../base/provider";
import { ResourceTypes } from "../base/resourceType";
import { azureNative, azurerm } from "../base/sources";
import { every, find, keyOf, Refusal, World } from "../base/world";

function assignmentInputs(inputs: Props): CheckFailure[] {
  const kinds = ["User", "Group", "ServicePrincipal", "ForeignGroup", "Device"];
  return [
    ...notOneOf(inputs.principalType, "principalType", kinds),
    // A condition is read in the language of its version, of which there is one (Microsoft Learn, "Add Azure role assignment conditions using the REST API").
    ...(inputs.condition === undefined ? [] : notOneOf(inputs.conditionVersion ?? "", "conditionVersion", ["2.0"])),
  ];
}

/** Principals of the identities in this cloud. */
const knownPrincipals = (world: World): string[] => every(world).map(({ id }) => principalIdOf(id));

/** A role assignment of the same principal, role and scope under another name; or a principal that is not there. */
const newAssignment: Refusal = (request, world) => {
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

const changedAssignment: Refusal = ({ id, inputs }, world) => {
  const before = find(world, id)?.inputs;
  return before && ["principalId", "roleDefinitionId", "scope"].some((key) => before[key] !== inputs[key])
    ? new AzureError(
        400,
        "RoleAssignmentUpdateNotPermitted",
        "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
      )
    : undefined;
};

/** Types of Microsoft.Authorization. */
export const authorizationTypes: ResourceTypes = {
  "authorization:RoleAssignment": {
    arm: "Microsoft.Authorization/roleAssignments",
    apiVersion: "2022-04-01",
    path: ["scope", "roleAssignmentName"],
    kept: ["scope"],
    adds: () => ({ createdBy: guid("caller"), createdOn: creationTime, updatedBy: guid("caller"), updatedOn: creationTime }),
    immutable: {
      principalId: azureNative,
      scope: azureNative,
      roleDefinitionId: azurerm("role_assignment", "role_definition_id"),
      principalType: azurerm("role_assignment", "principal_type"),
    },
    name: guidName,
    seconds: { create: 6 },
    check: assignmentInputs,
    refuse: (request, world) => changedAssignment(request, world) ?? newAssignment(request, world),
  },
  "authorization:ManagementLockByScope": {
    arm: "Microsoft.Authorization/locks",
    apiVersion: "2020-05-01",
    path: ["scope", "lockName"],
    name: { min: 1, max: 90, pattern: /^[^<>%&\\?/]*[^<>%&\\?/. ]$/ },
  },
};
