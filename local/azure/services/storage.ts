import { AzureError } from "../base/azureError";
import { creationTime, resourceId } from "../base/identifiers";
import { identityOf } from "../base/identity";
import { isObject, objectAt, Props, textAt } from "../base/provider";
import { Deployed, ResourceTypes, succeeded } from "../base/resourceType";
import { azureNative, azurerm, learn } from "../base/sources";
import { takenName } from "../base/takenNames";
import { below, every, find, isWithin, Refusal, World } from "../base/world";

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

/** A locked policy can be prolonged, never shortened or removed. A policy cannot be locked before it is there. */
const lockedPolicy: Refusal = ({ kind, id, inputs }, world) => {
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

/** Whether the account's or the container's time-based policy is locked. */
function immutable(id: string, world: World): boolean {
  const locked = (value: unknown): boolean =>
    isObject(value) && textAt(objectAt(value, "immutabilityPolicy"), "state") === "Locked";
  return every(world).some(
    (one) =>
      (isWithin(id, one.id) && locked(one.inputs.immutableStorageWithVersioning)) ||
      (isWithin(one.id, id) && one.token === "storage:BlobContainerImmutabilityPolicy" && one.outputs.state === "Locked"),
  );
}

/**
 * Whether blobs keep a container, or an account, from being deleted: version-level immutability does, with a policy or without one
 * (Microsoft Learn, "Configure immutability policies for blob versions").
 */
const holdsVersions = (id: string, world: World): boolean =>
  [...world.filled].some(
    (container) =>
      isWithin(container, id) &&
      every(world).some(
        ({ id: owner, inputs }) =>
          isWithin(container, owner) && objectAt(inputs, "immutableStorageWithVersioning").enabled === true,
      ),
  );

const containerDelete: Refusal = ({ id }, world) =>
  immutable(id, world) || holdsVersions(id, world)
    ? new AzureError(
        409,
        "ContainerProtectedFromDeletion",
        `The container '${id.split("/").at(-1)}' has ${immutable(id, world) ? "a locked immutability policy" : "version-level immutability"} and cannot be deleted while it holds blobs.`,
      )
    : undefined;

const accountDelete: Refusal = ({ id }, world) =>
  holdsVersions(id, world) || (immutable(id, world) && below(world, id).some((one) => one.token === "storage:BlobContainer"))
    ? new AzureError(
        409,
        "AccountProtectedFromDeletion",
        `The storage account '${id.split("/").at(-1)}' has containers that immutability protects and that hold blobs.`,
      )
    : undefined;

/** What an SKU runs on: `Standard_GZRS` → `Standard`, in zones. The rest of it can change. */
const hardware = (sku: unknown): string => `${String(sku).split("_")[0]}${/ZRS$/.test(String(sku)) ? ", zones" : ""}`;

/** Types of Microsoft.Storage. */
export const storageTypes: ResourceTypes = {
  "storage:StorageAccount": {
    arm: "Microsoft.Storage/storageAccounts",
    ...version,
    path: ["resourceGroupName", "accountName"],
    located: true,
    adds: account,
    immutable: {
      isHnsEnabled: azureNative,
      "immutableStorageWithVersioning.enabled": azurerm("storage_account", "immutability_policy"),
      enableNfsV3: azurerm("storage_account", "nfsv3_enabled"),
      dnsEndpointType: azurerm("storage_account", "dns_endpoint_type"),
      "encryption.requireInfrastructureEncryption": azurerm("storage_account", "infrastructure_encryption_enabled"),
      "encryption.services.queue.keyType": azurerm("storage_account", "queue_encryption_key_type"),
      "encryption.services.table.keyType": azurerm("storage_account", "table_encryption_key_type"),
      kind: {
        source: azurerm("storage_account", "account_kind"),
        replaces: (before, after) => !(before === "Storage" && after === "StorageV2"),
      },
      "sku.name": {
        source: azurerm("storage_account", "account_tier and account_replication_type"),
        replaces: (before, after) => hardware(before) !== hardware(after),
      },
    },
    name: { min: 3, max: 24, pattern: /^[a-z0-9]+$/ },
    seconds: { create: 30, update: 5, delete: 5 },
    nameTaken: takenName(
      "accountName",
      "StorageAccountAlreadyTaken",
      (name) => `The storage account named ${name} is already taken.`,
    ),
    refuse: lockedPolicy,
    refuseDelete: accountDelete,
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
    immutable: {
      "immutableStorageWithVersioning.enabled": learn("Configure immutability policies for blob versions", "2021-08-16"),
      defaultEncryptionScope: azurerm("storage_container", "default_encryption_scope"),
      denyEncryptionScopeOverride: azurerm("storage_container", "encryption_scope_override_enabled"),
    },
    name: { min: 3, max: 63, pattern: /^[a-z0-9](?!.*--)[a-z0-9-]*[a-z0-9]$/ },
    refuseDelete: containerDelete,
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
