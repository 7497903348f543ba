import { clientIdOf, principalIdOf, tenantId } from "./identifiers";
import { isObject, listAt, objectAt, Props, textAt } from "./provider";
import { Deployed } from "./resourceType";

/**
 * Identity of a resource as Azure returns it: principal and tenant of its own identity, and principal and application of
 * each user-assigned one. The SDK takes the latter as a list of ids and returns an object.
 */
export function identityOf(resource: Deployed): Props {
  const identity = objectAt(resource.inputs, "identity");
  if (!isObject(resource.inputs.identity)) return {};
  const assigned = listAt(identity, "userAssignedIdentities").filter((id): id is string => typeof id === "string");
  return {
    identity: {
      type: textAt(identity, "type"),
      ...(/SystemAssigned/i.test(textAt(identity, "type")) && { principalId: principalIdOf(resource.id), tenantId }),
      ...(assigned.length > 0 && {
        userAssignedIdentities: Object.fromEntries(
          assigned.map((id) => [id, { principalId: principalIdOf(id), clientId: clientIdOf(id) }]),
        ),
      }),
    },
  };
}
