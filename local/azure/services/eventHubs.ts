import { creationTime } from "../base/identifiers";
import { identityOf } from "../base/identity";
import { outside } from "../base/inputRule";
import { CheckFailure, Props } from "../base/provider";
import { ResourceTypes, succeeded } from "../base/resourceType";
import { azurerm } from "../base/sources";
import { takenName } from "../base/takenNames";

const version = { apiVersion: "2024-01-01" } as const;
const isPremium = (sku: unknown): boolean => sku === "Premium";
const namespaces = "Microsoft.EventHub/namespaces";

/** Microsoft Learn, "Event Hubs quotas": days that the tiers keep events, and partitions of a hub. */
function eventHub(inputs: Props): CheckFailure[] {
  return [
    ...outside(inputs.messageRetentionInDays, "messageRetentionInDays", 1, 90),
    ...outside(inputs.partitionCount, "partitionCount", 1, 1024),
  ];
}

/** Types of Microsoft.EventHub. */
export const eventHubTypes: ResourceTypes = {
  "eventhub:Namespace": {
    arm: namespaces,
    ...version,
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
    immutable: {
      clusterArmId: azurerm("eventhub_namespace", "dedicated_cluster_id"),
      "encryption.requireInfrastructureEncryption": azurerm(
        "eventhub_namespace_customer_managed_key",
        "infrastructure_encryption_enabled",
      ),
      "sku.name": {
        source: azurerm("eventhub_namespace", "sku"),
        replaces: (before, after) => isPremium(before) !== isPremium(after),
      },
    },
    name: { min: 6, max: 50, pattern: /^[a-zA-Z][a-zA-Z0-9-]*[a-zA-Z0-9]$/ },
    seconds: { create: 60, update: 10, delete: 30 },
    nameTaken: takenName(
      "namespaceName",
      "NamespaceUnavailable",
      (name) => `Namespace ${name} is not available. The specified service namespace is invalid or already in use.`,
    ),
  },
  "eventhub:EventHub": {
    arm: `${namespaces}/eventhubs`,
    ...version,
    path: ["resourceGroupName", "namespaceName", "eventHubName"],
    adds: ({ inputs }) => ({
      createdAt: creationTime,
      updatedAt: creationTime,
      partitionIds: Array.from({ length: typeof inputs.partitionCount === "number" ? inputs.partitionCount : 4 }, (_, i) =>
        String(i),
      ),
      ...(inputs.status === undefined && { status: "Active" }),
    }),
    immutable: {
      partitionCount: azurerm("eventhub", "partition_count"),
      "retentionDescription.cleanupPolicy": azurerm("eventhub", "cleanup_policy"),
    },
    name: { min: 1, max: 256, pattern: /^[a-zA-Z0-9]([a-zA-Z0-9._-]*[a-zA-Z0-9])?$/ },
    check: eventHub,
  },
  "eventhub:NamespaceNetworkRuleSet": {
    arm: `${namespaces}/networkRuleSets`,
    ...version,
    path: ["resourceGroupName", "namespaceName", "networkRuleSetName"],
    fixed: { networkRuleSetName: "default" },
  },
};
