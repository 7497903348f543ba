import { creationTime, guid, resourceGroupId } from "../base/identifiers";
import { identityOf } from "../base/identity";
import { Props, textAt } from "../base/provider";
import { ResourceTypes, succeeded } from "../base/resourceType";

/** `Namespace/parentType/type` of a `resources:Resource`. */
function genericType(inputs: Props): string {
  const parents = textAt(inputs, "parentResourcePath").split("/").filter(Boolean);
  return [
    textAt(inputs, "resourceProviderNamespace"),
    ...parents.filter((_, i) => i % 2 === 0),
    textAt(inputs, "resourceType"),
  ].join("/");
}

function genericId(inputs: Props): string {
  const parents = textAt(inputs, "parentResourcePath").split("/").filter(Boolean);
  return [
    `${resourceGroupId(textAt(inputs, "resourceGroupName"))}/providers`,
    textAt(inputs, "resourceProviderNamespace"),
    ...parents,
    textAt(inputs, "resourceType"),
    textAt(inputs, "resourceName"),
  ].join("/");
}

/** Types of Microsoft.Resources. */
export const resourcesTypes: ResourceTypes = {
  "resources:ResourceGroup": {
    arm: "Microsoft.Resources/resourceGroups",
    apiVersion: "2024-03-01",
    path: ["resourceGroupName"],
    id: (inputs) => resourceGroupId(textAt(inputs, "resourceGroupName")),
    located: true,
    adds: () => ({ properties: { ...succeeded } }),
    name: { min: 1, max: 90, pattern: /^[\p{L}\p{N}_.()-]*[\p{L}\p{N}_()-]$/u },
    seconds: { create: 3, delete: 30 },
  },
  "resources:Deployment": {
    arm: "Microsoft.Resources/deployments",
    apiVersion: "2024-03-01",
    path: ["resourceGroupName", "deploymentName"],
    notReturned: ["properties.template", "properties.parameters"],
    adds: (r) => ({ properties: { correlationId: guid(r.id), timestamp: creationTime, ...succeeded } }),
  },
  "resources:Resource": {
    arm: "Microsoft.Resources/resources",
    apiVersion: "2024-03-01",
    path: ["resourceGroupName", "resourceProviderNamespace", "parentResourcePath", "resourceType", "resourceName"],
    id: genericId,
    typeOf: genericType,
    notReturned: ["apiVersion"],
    adds: identityOf,
  },
};
