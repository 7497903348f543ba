import { clientIdOf, principalIdOf, tenantId } from "../base/identifiers";
import { ResourceTypes } from "../base/resourceType";

/** Types of Microsoft.ManagedIdentity. */
export const managedIdentityTypes: ResourceTypes = {
  "managedidentity:UserAssignedIdentity": {
    arm: "Microsoft.ManagedIdentity/userAssignedIdentities",
    apiVersion: "2023-01-31",
    path: ["resourceGroupName", "resourceName"],
    located: true,
    adds: (r) => ({ principalId: principalIdOf(r.id), clientId: clientIdOf(r.id), tenantId }),
    name: { min: 3, max: 128, pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]*$/ },
  },
};
