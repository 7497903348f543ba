import { accountImmutability, PrivateStorage, PrivateStorageArgs } from "../../components/storage";
import { named, ofType, record } from "../support/record";
import { access, diagnostics, place, valueOf } from "./network/fixtures";

async function made(overrides: Partial<PrivateStorageArgs> = {}) {
  let storage: PrivateStorage | undefined;
  const resources = await record(() => {
    storage = new PrivateStorage("training", {
      ...place,
      key: "tr",
      access: access(),
      diagnostics,
      containers: ["training"],
      versioning: true,
      redundancy: "local",
      protect: true,
      ...overrides,
    });
  });
  return { storage: storage!, resources };
}
const account = async (overrides: Partial<PrivateStorageArgs> = {}) =>
  named((await made(overrides)).resources, "storage:StorageAccount", "training").inputs;

describe("PrivateStorage", () => {
  it("is closed to all but Entra identities in the network", async () => {
    expect(await account()).toEqual({
      accountName: "stacmeaitrabcde",
      resourceGroupName: "rg-test",
      location: "swedencentral",
      kind: "StorageV2",
      sku: { name: "Standard_LRS" },
      accessTier: "Hot",
      publicNetworkAccess: "Disabled",
      networkRuleSet: { defaultAction: "Deny", bypass: "None", ipRules: [], virtualNetworkRules: [] },
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
      tags: { environment: "test" },
    });
  });

  it("spreads over zones", async () => {
    expect((await account({ redundancy: "zone" })).sku).toEqual({ name: "Standard_ZRS" });
  });

  it("lets trusted services in only when told", async () => {
    expect((await account({ trustedServices: true })).networkRuleSet).toMatchObject({ bypass: "AzureServices" });
  });

  it("keeps deleted blobs, containers and versions", async () => {
    const { resources } = await made();
    expect(named(resources, "storage:BlobServiceProperties", "training-blob").inputs).toMatchObject({
      blobServicesName: "default",
      isVersioningEnabled: true,
      deleteRetentionPolicy: { enabled: true, days: 30 },
      containerDeleteRetentionPolicy: { enabled: true, days: 30 },
    });
  });

  it("makes private containers", async () => {
    const { resources } = await made({ containers: ["training", "results"] });
    expect(
      ofType(resources, "storage:BlobContainer").map(({ name, inputs }) => [name, inputs.containerName, inputs.publicAccess]),
    ).toEqual([
      ["training-training", "training", "None"],
      ["training-results", "results", "None"],
    ]);
  });

  it.each([true, false])("with protection %s says so to Pulumi for the account and its containers", async (protect) => {
    const { resources } = await made({ protect });
    const kept = [...ofType(resources, "storage:StorageAccount"), ...ofType(resources, "storage:BlobContainer")];
    expect(kept.map((resource) => resource.protect)).toEqual([protect, protect]);
  });

  it("has a private endpoint for blobs", async () => {
    const { resources } = await made();
    expect(named(resources, "network:PrivateEndpoint", "training-endpoint").inputs).toMatchObject({
      privateEndpointName: "pep-acme-ai-storage-tr",
      privateLinkServiceConnections: [{ groupIds: ["blob"] }],
    });
  });

  it("sends metrics of the account and logs of its blob service to the workspace", async () => {
    const { resources } = await made();
    expect(
      ofType(resources, "monitor:DiagnosticSetting").map(({ name, inputs }) => [name, (inputs.logs as unknown[]).length]),
    ).toEqual([
      ["training-diagnostics", 0],
      ["training-blob-diagnostics", 1],
    ]);
  });

  it("tells the address of its blobs", async () => {
    const { storage } = await made();
    expect(await valueOf(storage.blobEndpoint)).toBe("https://stacmeaitrabcde.blob.core.windows.net/");
  });

  it("is not immutable unless told", async () => {
    expect(await account()).not.toHaveProperty("immutableStorageWithVersioning");
  });

  it.each([
    [false, "Unlocked"],
    [true, "Locked"],
  ])("with lock %s is immutable, %s", async (locked, state) => {
    expect((await account({ immutability: { days: 365, locked } })).immutableStorageWithVersioning).toEqual({
      enabled: true,
      immutabilityPolicy: { immutabilityPeriodSinceCreationInDays: 365, state, allowProtectedAppendWrites: true },
    });
  });

  it("deletes nothing unless told", async () => {
    expect(ofType((await made()).resources, "storage:ManagementPolicy")).toEqual([]);
  });

  it("deletes blobs and their earlier versions after the days that it is told", async () => {
    const { resources } = await made({ deleteAfterDays: 400 });
    const { policy, managementPolicyName } = named(resources, "storage:ManagementPolicy", "training-lifecycle").inputs;
    const over = { delete: { daysAfterCreationGreaterThan: 400 } };
    expect(managementPolicyName).toBe("default");
    expect(policy).toMatchObject({
      rules: [{ enabled: true, type: "Lifecycle", definition: { actions: { baseBlob: over, snapshot: over, version: over } } }],
    });
  });
});

it("an immutable account without versions is refused", () => {
  expect(() => accountImmutability({ immutability: { days: 1, locked: false }, versioning: false })).toThrow(
    "an immutable account needs versioning",
  );
});
