import { creationTime, resourceId } from "../identifiers";
import { objectAt, Props, textAt } from "../provider";
import { identityOf } from "./identity";
import { Deployed, ResourceTypes, succeeded } from "./resourceType";

const version = { apiVersion: "2024-01-01" } as const;
const blobServices = "Microsoft.Storage/storageAccounts/blobServices";

/** Services of an account that have an endpoint. */
const services = ["blob", "dfs", "file", "queue", "table"] as const;

function account(resource: Deployed): Props {
  const { inputs, name } = resource;
  return {
    ...identityOf(resource),
    sku: { tier: textAt(objectAt(inputs, "sku"), "name").split("_")[0] ?? "" },
    primaryEndpoints: Object.fromEntries(services.map((service) => [service, `https://${name}.${service}.core.windows.net/`])),
    primaryLocation: textAt(inputs, "location"),
    statusOfPrimary: "available",
    creationTime,
    ...succeeded,
  };
}

const container: Props = {
  deleted: false,
  hasImmutabilityPolicy: false,
  hasLegalHold: false,
  defaultEncryptionScope: "$account-encryption-key",
  denyEncryptionScopeOverride: false,
  lastModifiedTime: creationTime,
  leaseState: "Available",
  leaseStatus: "Unlocked",
};

/** Containers are in the one blob service of an account, which has no input of its own. */
const containerId = (inputs: Props): string =>
  resourceId(textAt(inputs, "resourceGroupName"), `${blobServices}/containers`, [
    textAt(inputs, "accountName"),
    "default",
    textAt(inputs, "containerName"),
  ]);

/** Types of Microsoft.Storage. */
export const storageTypes: ResourceTypes = {
  "storage:StorageAccount": {
    arm: "Microsoft.Storage/storageAccounts",
    ...version,
    path: ["resourceGroupName", "accountName"],
    located: true,
    adds: account,
  },
  "storage:BlobServiceProperties": {
    arm: blobServices,
    ...version,
    path: ["resourceGroupName", "accountName", "blobServicesName"],
    fixed: { blobServicesName: "default" },
    setBack: true,
  },
  "storage:BlobContainer": {
    arm: `${blobServices}/containers`,
    ...version,
    path: ["resourceGroupName", "accountName", "containerName"],
    id: (inputs) => containerId(inputs),
    adds: ({ inputs }) => ({ ...container, ...(inputs.publicAccess === undefined && { publicAccess: "None" }) }),
  },
  "storage:BlobContainerImmutabilityPolicy": {
    arm: `${blobServices}/containers/immutabilityPolicies`,
    ...version,
    path: ["resourceGroupName", "accountName", "containerName", "immutabilityPolicyName"],
    id: (inputs) => `${containerId(inputs)}/immutabilityPolicies/default`,
    fixed: { immutabilityPolicyName: "default" },
    adds: () => ({ state: "Unlocked" }),
  },
  "storage:ManagementPolicy": {
    arm: "Microsoft.Storage/storageAccounts/managementPolicies",
    ...version,
    path: ["resourceGroupName", "accountName", "managementPolicyName"],
    fixed: { managementPolicyName: "default" },
    adds: () => ({ lastModifiedTime: creationTime }),
  },
};
