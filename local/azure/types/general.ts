import { clientIdOf, creationTime, guid, principalIdOf, resourceGroupId, tenantId } from "../identifiers";
import { Props, textAt } from "../provider";
import { identityOf } from "./identity";
import { ResourceTypes, succeeded } from "./resourceType";

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

const resourceTypes: ResourceTypes = {
  "resources:ResourceGroup": {
    arm: "Microsoft.Resources/resourceGroups",
    apiVersion: "2024-03-01",
    path: ["resourceGroupName"],
    id: (inputs) => resourceGroupId(textAt(inputs, "resourceGroupName")),
    located: true,
    adds: () => ({ properties: { ...succeeded } }),
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

const authorizationTypes: ResourceTypes = {
  "authorization:RoleAssignment": {
    arm: "Microsoft.Authorization/roleAssignments",
    apiVersion: "2022-04-01",
    path: ["scope", "roleAssignmentName"],
    kept: ["scope"],
    adds: () => ({ createdBy: guid("caller"), createdOn: creationTime, updatedBy: guid("caller"), updatedOn: creationTime }),
  },
  "authorization:ManagementLockByScope": {
    arm: "Microsoft.Authorization/locks",
    apiVersion: "2020-05-01",
    path: ["scope", "lockName"],
  },
  "authorization:PolicyAssignment": {
    arm: "Microsoft.Authorization/policyAssignments",
    apiVersion: "2025-01-01",
    path: ["scope", "policyAssignmentName"],
    kept: ["scope"],
    adds: (r) => ({ ...identityOf(r), instanceId: guid(r.id) }),
  },
  "managedidentity:UserAssignedIdentity": {
    arm: "Microsoft.ManagedIdentity/userAssignedIdentities",
    apiVersion: "2023-01-31",
    path: ["resourceGroupName", "resourceName"],
    located: true,
    adds: (r) => ({ principalId: principalIdOf(r.id), clientId: clientIdOf(r.id), tenantId }),
  },
};

const eventHubVersion = { apiVersion: "2024-01-01" } as const;
const namespaces = "Microsoft.EventHub/namespaces";

const eventHubTypes: ResourceTypes = {
  "eventhub:Namespace": {
    arm: namespaces,
    ...eventHubVersion,
    path: ["resourceGroupName", "namespaceName"],
    located: true,
    adds: (r) => ({
      ...identityOf(r),
      createdAt: creationTime,
      updatedAt: creationTime,
      metricId: `${r.id.split("/")[2]}:${r.name}`,
      serviceBusEndpoint: `https://${r.name}.servicebus.windows.net:443/`,
      status: "Active",
      ...succeeded,
    }),
  },
  "eventhub:EventHub": {
    arm: `${namespaces}/eventhubs`,
    ...eventHubVersion,
    path: ["resourceGroupName", "namespaceName", "eventHubName"],
    adds: ({ inputs }) => ({
      createdAt: creationTime,
      updatedAt: creationTime,
      partitionIds: Array.from({ length: typeof inputs.partitionCount === "number" ? inputs.partitionCount : 4 }, (_, i) =>
        String(i),
      ),
      ...(inputs.status === undefined && { status: "Active" }),
    }),
  },
  "eventhub:ConsumerGroup": {
    arm: `${namespaces}/eventhubs/consumergroups`,
    ...eventHubVersion,
    path: ["resourceGroupName", "namespaceName", "eventHubName", "consumerGroupName"],
    adds: () => ({ createdAt: creationTime, updatedAt: creationTime }),
  },
  "eventhub:NamespaceAuthorizationRule": {
    arm: `${namespaces}/authorizationRules`,
    ...eventHubVersion,
    path: ["resourceGroupName", "namespaceName", "authorizationRuleName"],
  },
  "eventhub:NamespaceNetworkRuleSet": {
    arm: `${namespaces}/networkRuleSets`,
    ...eventHubVersion,
    path: ["resourceGroupName", "namespaceName", "networkRuleSetName"],
    fixed: { networkRuleSetName: "default" },
  },
};

/** Types of resource groups, authorization, identities and Event Hubs. */
export const generalTypes: ResourceTypes = { ...resourceTypes, ...authorizationTypes, ...eventHubTypes };
