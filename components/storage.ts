import * as storage from "@pulumi/azure-native/storage";
import type * as inputs from "@pulumi/azure-native/types/input";
import * as pulumi from "@pulumi/pulumi";
import { DiagnosticsTarget, Placement } from "./context";
import { diagnose } from "./monitoring/diagnosticSettings";
import { PrivateAccess, PrivateEndpoint } from "./network/privateEndpoint";

/** How long a record cannot be changed or deleted. */
export interface Immutability {
  /** Days from the record's creation, 1 to 146,000. */
  days: number;
  /**
   * The policy can only be prolonged, never removed. Azure refuses a lock on an account that it is to make (Azure Resource Manager, storage
   * accounts, account immutability policy).
   */
  locked: pulumi.Input<boolean>;
}

/** An account for one purpose, with its containers. */
export interface PrivateStorageArgs extends Placement {
  /** Part of the account's name: `tr` training artefacts, `au` audit archive, `fl` flow logs. */
  key: "tr" | "au" | "fl";
  /** Where the private endpoint of the blob service goes. */
  access: PrivateAccess;
  /** Where metrics of the account and logs of its blob service go. */
  diagnostics: DiagnosticsTarget;
  /** Names of the containers to make: 3 to 63 lower-case letters, digits and single hyphens. */
  containers: readonly string[];
  /** Keep earlier versions of a blob; needed for immutability. */
  versioning: boolean;
  /**
   * How long nothing in the account can be changed or deleted. It is set on the account, for two reasons: there a lock is a property and not an action,
   * and containers that Azure Monitor makes later are covered too. Appending stays allowed, as an export appends to its blobs.
   * @default Blobs can be changed and deleted
   */
  immutability?: Immutability;
  /**
   * Days after its creation that a blob, or an earlier version of one, is deleted. Azure deletes none while immutability keeps it (Microsoft Learn,
   * "Optimize costs by automatically managing the data lifecycle").
   * @default Nothing is deleted
   */
  deleteAfterDays?: number;
  /** Where the copies are: `local` in one zone, `zone` in three, `geo` and `geoZone` in the paired region as well. */
  redundancy: keyof typeof skus;
  /** Pulumi refuses to delete the account and its containers. */
  protect: boolean;
  /**
   * Services on Microsoft's trusted list may pass the account's firewall. The data export of a workspace and flow logs
   * need it (Microsoft Learn, "Log Analytics data export rules in Azure Monitor").
   * @default false
   */
  trustedServices?: boolean;
  /**
   * Azure resources that may pass the account's firewall with their own identity, besides the private network (Microsoft Learn, "Configure Azure
   * Storage firewalls and virtual networks", resource instance rules; they hold with public network access disabled too).
   * @default none
   */
  resourceAccess?: { tenantId: string; resourceId: pulumi.Input<string> }[];
}

/** Storage SKUs, by where the copies are. */
const skus = { local: "Standard_LRS", zone: "Standard_ZRS", geo: "Standard_GRS", geoZone: "Standard_GZRS" } as const;

/** Days that deleted blobs and containers can be brought back. */
const softDeleteDays = 30;

/** A storage account that only the private network reaches, without keys, and its blob containers. */
export class PrivateStorage extends pulumi.ComponentResource {
  /** Resource id of the account. */
  readonly id: pulumi.Output<string>;
  /** Name of the account in Azure, at most 24 lower-case letters and digits. */
  readonly name: pulumi.Output<string>;
  /** Address of the blob service, with a slash at its end. */
  readonly blobEndpoint: pulumi.Output<string>;

  constructor(name: string, args: PrivateStorageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:storage:PrivateStorage", name, {}, opts);
    const account = this.account(name, args);
    const blobService = this.blobService(name, args, account);
    args.containers.forEach((container) => this.container(name, container, args, account));
    if (args.deleteAfterDays !== undefined) this.lifecycle(name, args, args.deleteAfterDays, account);
    this.id = account.id;
    this.name = account.name;
    // Built from the requested name, so consumers need not wait for the account.
    this.blobEndpoint = pulumi.interpolate`https://${blobHost(args.naming.global("storage", args.key))}/`;
    new PrivateEndpoint(
      `${name}-endpoint`,
      { ...args, targetId: account.id, groupId: "blob", key: `storage-${args.key}` },
      { parent: this },
    );
    diagnose(name, "Microsoft.Storage/storageAccounts", account.id, args.diagnostics, { parent: this });
    diagnose(`${name}-blob`, "Microsoft.Storage/storageAccounts/blobServices", blobService.id, args.diagnostics, {
      parent: this,
    });
    this.registerOutputs({ id: this.id, name: this.name, blobEndpoint: this.blobEndpoint });
  }

  private account(name: string, args: PrivateStorageArgs): storage.StorageAccount {
    const immutability = accountImmutability(args);
    return new storage.StorageAccount(
      name,
      {
        accountName: args.naming.global("storage", args.key),
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        kind: "StorageV2",
        sku: { name: skus[args.redundancy] },
        accessTier: "Hot",
        ...closed(args.trustedServices ?? false, args.resourceAccess ?? []),
        ...(immutability && { immutableStorageWithVersioning: immutability }),
        tags: args.tags,
      },
      { parent: this, protect: args.protect },
    );
  }

  private blobService(name: string, args: PrivateStorageArgs, account: storage.StorageAccount): storage.BlobServiceProperties {
    return new storage.BlobServiceProperties(
      `${name}-blob`,
      {
        blobServicesName: "default",
        accountName: account.name,
        resourceGroupName: args.resourceGroupName,
        isVersioningEnabled: args.versioning,
        deleteRetentionPolicy: { enabled: true, days: softDeleteDays },
        containerDeleteRetentionPolicy: { enabled: true, days: softDeleteDays },
      },
      { parent: this },
    );
  }

  private container(name: string, containerName: string, args: PrivateStorageArgs, account: storage.StorageAccount): void {
    new storage.BlobContainer(
      `${name}-${containerName}`,
      {
        containerName,
        accountName: account.name,
        resourceGroupName: args.resourceGroupName,
        publicAccess: "None",
      },
      { parent: this, protect: args.protect },
    );
  }

  private lifecycle(name: string, args: PrivateStorageArgs, days: number, account: storage.StorageAccount): void {
    const over = { delete: { daysAfterCreationGreaterThan: days } };
    new storage.ManagementPolicy(
      `${name}-lifecycle`,
      {
        managementPolicyName: "default",
        accountName: account.name,
        resourceGroupName: args.resourceGroupName,
        policy: {
          rules: [
            {
              enabled: true,
              name: "delete-when-over",
              type: "Lifecycle",
              definition: {
                // An export appends to its blobs: they are append blobs, of which Azure can delete but not move any.
                filters: { blobTypes: ["blockBlob", "appendBlob"] },
                actions: { baseBlob: over, snapshot: over, version: over },
              },
            },
          ],
        },
      },
      { parent: this },
    );
  }
}

/** Host name of the blob service of an account. */
export const blobHost = (accountName: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.interpolate`${accountName}.blob.core.windows.net`;

/** The properties that keep everyone out but Entra identities in the private network. */
function closed(trustedServices: boolean, resourceAccessRules: NonNullable<PrivateStorageArgs["resourceAccess"]>) {
  return {
    publicNetworkAccess: "Disabled",
    networkRuleSet: {
      defaultAction: storage.DefaultAction.Deny,
      bypass: trustedServices ? "AzureServices" : "None",
      ipRules: [],
      virtualNetworkRules: [],
      ...(resourceAccessRules.length > 0 && { resourceAccessRules }),
    },
    allowSharedKeyAccess: false,
    defaultToOAuthAuthentication: true,
    allowBlobPublicAccess: false,
    allowCrossTenantReplication: false,
    allowedCopyScope: "PrivateLink",
    isLocalUserEnabled: false,
    isSftpEnabled: false,
    enableHttpsTrafficOnly: true,
    minimumTlsVersion: "TLS1_2",
    sasPolicy: { expirationAction: "Block", sasExpirationPeriod: "0.01:00:00" },
    encryption: {
      keySource: "Microsoft.Storage",
      requireInfrastructureEncryption: true,
      services: { blob: { enabled: true, keyType: "Account" }, file: { enabled: true, keyType: "Account" } },
    },
  } satisfies Partial<storage.StorageAccountArgs>;
}

/** The immutability of an account. @throws Error when versioning, which Azure needs for it, is off */
export function accountImmutability({
  immutability,
  versioning,
}: Pick<PrivateStorageArgs, "immutability" | "versioning">): inputs.storage.ImmutableStorageAccountArgs | undefined {
  if (!immutability) return undefined;
  if (!versioning) throw new Error("an immutable account needs versioning");
  const { days, locked } = immutability;
  return {
    enabled: true,
    immutabilityPolicy: {
      immutabilityPeriodSinceCreationInDays: days,
      state: pulumi.output(locked).apply((yes) => (yes ? "Locked" : "Unlocked")),
      allowProtectedAppendWrites: true,
    },
  };
}
