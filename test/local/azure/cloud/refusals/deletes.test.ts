import { Props } from "../../../../../local/azure";
import { Cloud } from "../../../../../local/azure/cloud";
import {
  account,
  accountId,
  change,
  deployment,
  endpoint,
  given,
  group,
  idOf,
  inGroup,
  lock,
  lockId,
  network,
  networkId,
  newCloud,
  refusal,
  remove,
  resourceGroup,
  service,
  serviceId,
  vault,
  vaultId,
  make,
} from "../support";

let cloud: Cloud;
beforeEach(async () => {
  cloud = newCloud();
  await given(cloud, resourceGroup);
});

describe("deleting what is in use", () => {
  const nsg: [string, Props] = ["network:NetworkSecurityGroup", { ...inGroup, networkSecurityGroupName: "nsg" }];
  const nsgId = idOf("Microsoft.Network/networkSecurityGroups/nsg");
  const zone: [string, Props] = ["privatedns:PrivateZone", { ...inGroup, location: "global", privateZoneName: "a.example" }];
  const zoneId = idOf("Microsoft.Network/privateDnsZones/a.example");

  it("a security group of a subnet", async () => {
    await given(cloud, nsg, network([{ name: "s", addressPrefix: "10.40.0.0/24", networkSecurityGroup: { id: nsgId } }]));
    expect(await refusal(remove(cloud, nsg[0], nsgId))).toMatchObject({
      status: 400,
      code: "InUseNetworkSecurityGroupCannotBeDeleted",
    });
  });

  it("a network with an endpoint in it", async () => {
    await given(cloud, network(), vault(), endpoint(vaultId(), "vault"));
    expect(await refusal(remove(cloud, "network:VirtualNetwork", networkId))).toMatchObject({
      status: 400,
      code: "InUseSubnetCannotBeDeleted",
    });
  });

  it("a subnet that is taken out of its network", async () => {
    await given(cloud, network(), vault(), endpoint(vaultId(), "vault"));
    expect(await refusal(change(cloud, "network:VirtualNetwork", networkId, network([])[1]))).toMatchObject({
      code: "InUseSubnetCannotBeDeleted",
    });
  });

  it("a zone with links", async () => {
    const link: Props = {
      resourceGroupName: "rg",
      privateZoneName: "a.example",
      virtualNetworkLinkName: "l",
      location: "global",
      virtualNetwork: { id: networkId },
    };
    await given(cloud, network(), zone, ["privatedns:VirtualNetworkLink", link]);
    expect(await refusal(remove(cloud, zone[0], zoneId))).toMatchObject({ status: 409, code: "CannotDeleteResource" });
  });

  it("an account with deployments", async () => {
    await given(cloud, account(), deployment("gpt-5"));
    expect(await refusal(remove(cloud, account()[0], accountId()))).toMatchObject({ status: 409, code: "CannotDeleteResource" });
  });

  it("an address of a gateway", async () => {
    const id = idOf("Microsoft.Network/publicIPAddresses/pip");
    const frontends = { frontendIPConfigurations: [{ name: "public", publicIPAddress: { id } }] };
    await given(
      cloud,
      ["network:PublicIPAddress", { ...inGroup, publicIpAddressName: "pip" }],
      ["network:ApplicationGateway", { ...inGroup, applicationGatewayName: "agw", ...frontends }],
    );
    expect(await refusal(remove(cloud, "network:PublicIPAddress", id))).toMatchObject({
      status: 400,
      code: "PublicIPAddressCannotBeDeleted",
    });
  });

  it("a named value that a policy uses", async () => {
    const inService = { resourceGroupName: "rg", serviceName: "apim" };
    await given(
      cloud,
      service(),
      ["apimanagement:NamedValue", { ...inService, namedValueId: "host", displayName: "host", value: "v" }],
      ["apimanagement:Policy", { ...inService, value: "<a>{{host}}</a>" }],
    );
    expect(await refusal(remove(cloud, "apimanagement:NamedValue", `${serviceId}/namedValues/host`))).toMatchObject({
      status: 400,
      code: "ValidationError",
    });
  });

  it("a product with subscriptions", async () => {
    const inService = { resourceGroupName: "rg", serviceName: "apim" };
    const subscription = { ...inService, sid: "team", displayName: "team", scope: `${serviceId}/products/standard` };
    await given(
      cloud,
      service(),
      ["apimanagement:Product", { ...inService, productId: "standard", displayName: "s" }],
      ["apimanagement:Subscription", subscription],
    );
    expect(await refusal(remove(cloud, "apimanagement:Product", `${serviceId}/products/standard`))).toMatchObject({
      code: "ValidationError",
    });
  });

  it("a backend of a pool", async () => {
    const inService = { resourceGroupName: "rg", serviceName: "apim" };
    const pool = { type: "Pool", pool: { services: [{ id: `${serviceId}/backends/one` }] } };
    await given(
      cloud,
      service(),
      ["apimanagement:Backend", { ...inService, backendId: "one" }],
      ["apimanagement:Backend", { ...inService, backendId: "pool", ...pool }],
    );
    expect(await refusal(remove(cloud, "apimanagement:Backend", `${serviceId}/backends/one`))).toMatchObject({
      code: "ValidationError",
    });
  });

  it("a container under a locked policy", async () => {
    const storage = { ...inGroup, accountName: "stone", kind: "StorageV2", sku: { name: "Standard_LRS" } };
    const immutable = (state: string) => ({
      ...storage,
      immutableStorageWithVersioning: { enabled: true, immutabilityPolicy: { state, immutabilityPeriodSinceCreationInDays: 30 } },
    });
    const storageId = idOf("Microsoft.Storage/storageAccounts/stone");
    expect(await refusal(make(cloud, "storage:StorageAccount", immutable("Locked")))).toMatchObject({
      code: "InvalidRequestPropertyValue",
    });
    await given(
      cloud,
      ["storage:StorageAccount", immutable("Unlocked")],
      ["storage:BlobContainer", { resourceGroupName: "rg", accountName: "stone", containerName: "audit" }],
    );
    await change(cloud, "storage:StorageAccount", storageId, immutable("Locked"));
    expect(
      await refusal(remove(cloud, "storage:BlobContainer", `${storageId}/blobServices/default/containers/audit`)),
    ).toMatchObject({ status: 409, code: "ContainerProtectedFromDeletion" });
    expect(await refusal(remove(cloud, "storage:StorageAccount", storageId))).toMatchObject({
      status: 409,
      code: "AccountProtectedFromDeletion",
    });
    expect(await refusal(change(cloud, "storage:StorageAccount", storageId, immutable("Unlocked")))).toMatchObject({
      code: "ImmutabilityPolicyLocked",
    });
  });
});

describe("locks", () => {
  it("keep a resource", async () => {
    await given(cloud, vault(), lock(vaultId()));
    expect(await refusal(remove(cloud, "keyvault:Vault", vaultId()))).toEqual({
      status: 409,
      code: "ScopeLocked",
      message: `The scope '${vaultId()}' cannot perform delete operation because following scope(s) are locked: '${vaultId()}'. Please remove the lock and try again.`,
    });
  });

  it("keep what is below it, and the group that it is in", async () => {
    await given(cloud, account(), deployment("gpt-5"), lock(accountId()));
    expect(await refusal(remove(cloud, "cognitiveservices:Deployment", `${accountId()}/deployments/gpt-5`))).toMatchObject({
      code: "ScopeLocked",
    });
    expect(await refusal(remove(cloud, "resources:ResourceGroup", group))).toMatchObject({ code: "ScopeLocked" });
  });

  it("let changes pass, unless they are read-only", async () => {
    await given(cloud, vault(), lock(vaultId()));
    await expect(change(cloud, ...([vault()[0], vaultId(), vault()[1]] as const))).resolves.toBeDefined();
    await remove(cloud, lock(vaultId())[0], lockId(vaultId()));
    await given(cloud, lock(vaultId(), "ReadOnly"));
    expect(await refusal(change(cloud, vault()[0], vaultId(), vault()[1]))).toMatchObject({ code: "ScopeLocked" });
  });

  it("go away", async () => {
    await given(cloud, vault(), lock(vaultId()));
    await remove(cloud, lock(vaultId())[0], lockId(vaultId()));
    await expect(remove(cloud, "keyvault:Vault", vaultId())).resolves.toBeUndefined();
  });
});

describe("blobs under version-level immutability, with a policy or without", () => {
  const accountId = idOf("Microsoft.Storage/storageAccounts/staudit");
  const containerId = `${accountId}/blobServices/default/containers/am-logs`;
  const storage = (immutable: boolean): [string, Props] => [
    "storage:StorageAccount",
    {
      ...inGroup,
      accountName: "staudit",
      kind: "StorageV2",
      sku: { name: "Standard_ZRS" },
      ...(immutable && { immutableStorageWithVersioning: { enabled: true } }),
    },
  ];
  const container = (more: Props = {}): [string, Props] => [
    "storage:BlobContainer",
    { resourceGroupName: "rg", accountName: "staudit", containerName: "am-logs", ...more },
  ];

  it.each<[string, [string, Props][]]>([
    ["of the account", [storage(true), container()]],
    ["of the container", [storage(false), container({ immutableStorageWithVersioning: { enabled: true } })]],
  ])("keep container and account from being deleted: %s", async (_whose, resources) => {
    await given(cloud, ...resources);
    cloud.writeBlob(accountId, "am-logs");
    expect(await refusal(remove(cloud, "storage:BlobContainer", containerId))).toMatchObject({
      status: 409,
      code: "ContainerProtectedFromDeletion",
    });
    expect(await refusal(remove(cloud, "storage:StorageAccount", accountId))).toMatchObject({
      status: 409,
      code: "AccountProtectedFromDeletion",
    });
  });

  it("keep an account whose container the export of logs has made", async () => {
    await given(cloud, storage(true));
    cloud.writeBlob(accountId, "am-logs");
    expect((await refusal(remove(cloud, "storage:StorageAccount", accountId))).code).toBe("AccountProtectedFromDeletion");
  });

  it("keep nothing where there are none", async () => {
    await given(cloud, storage(true), container());
    await expect(remove(cloud, "storage:StorageAccount", accountId)).resolves.toBeUndefined();
  });

  it("keep nothing where versions can be deleted, and go with their account", async () => {
    await given(cloud, storage(false), container());
    cloud.writeBlob(accountId, "am-logs");
    await remove(cloud, "storage:StorageAccount", accountId);
    await given(cloud, storage(true), container());
    await expect(remove(cloud, "storage:BlobContainer", containerId)).resolves.toBeUndefined();
  });
});
