import { Props } from "../../../../../local/azure";
import { Cloud } from "../../../../../local/azure/cloud";
import {
  account,
  accountId,
  assignment,
  FakeClock,
  given,
  group,
  inGroup,
  make,
  newCloud,
  refusal,
  remove,
  resourceGroup,
  service,
  serviceId,
  vault,
  vaultId,
} from "../support";

let cloud: Cloud;
beforeEach(async () => {
  cloud = newCloud();
  await given(cloud, resourceGroup);
});

describe("names that are taken", () => {
  beforeEach(() => given(cloud, ["resources:ResourceGroup", { resourceGroupName: "other", location: "swedencentral" }]));
  const elsewhere = ([token, inputs]: [string, Props]): [string, Props] => [token, { ...inputs, resourceGroupName: "other" }];
  it.each<[string, [string, Props], string]>([
    ["a vault", vault(), "VaultAlreadyExists"],
    [
      "a storage account",
      ["storage:StorageAccount", { ...inGroup, accountName: "stone", kind: "StorageV2", sku: { name: "Standard_LRS" } }],
      "StorageAccountAlreadyTaken",
    ],
    ["an API Management service", service(), "ServiceAlreadyExists"],
    ["an account's subdomain", account(), "CustomDomainInUse"],
    ["a namespace", ["eventhub:Namespace", { ...inGroup, namespaceName: "ns-one" }], "NamespaceUnavailable"],
  ])("by %s", async (_what, resource, code) => {
    await given(cloud, resource);
    expect(await refusal(make(cloud, ...elsewhere(resource)))).toMatchObject({ status: 409, code });
  });
});

describe("names that are held by what was deleted", () => {
  it.each<[string, [string, Props], string, string, [string, Props]]>([
    ["an account", account(), accountId(), "FlagMustBeSetForRestore", account("oai", { restore: true })],
    ["a vault", vault(), vaultId(), "ConflictError", vault("kv-one", { createMode: "recover" })],
    ["an API Management service", service(), serviceId, "ServiceAlreadyExistsInSoftDeletedState", service({ restore: true })],
  ])("%s is refused, and restored", async (_what, resource, id, code, restoring) => {
    await given(cloud, resource);
    await remove(cloud, resource[0], id);
    expect(await refusal(make(cloud, ...resource))).toMatchObject({ status: 409, code });
    await expect(make(cloud, ...restoring)).resolves.toMatchObject({ id });
    expect(cloud.listDeleted()).toEqual([]);
  });

  it("is free after the purge", async () => {
    await given(cloud, account());
    await remove(cloud, account()[0], accountId());
    cloud.purge(accountId());
    await expect(make(cloud, ...account())).resolves.toMatchObject({ id: accountId() });
  });

  it("is free after 48 hours", async () => {
    const clock = new FakeClock();
    const timed = newCloud({ clock });
    await given(timed, resourceGroup, account());
    await remove(timed, account()[0], accountId());
    await clock.advance(48 * 3600);
    await expect(make(timed, ...account())).resolves.toMatchObject({ id: accountId() });
  });

  it("cannot be purged under purge protection", async () => {
    await given(cloud, vault("kv-one", { enablePurgeProtection: true }));
    await remove(cloud, "keyvault:Vault", vaultId());
    expect(() => cloud.purge(vaultId())).toThrow("purge protection is enabled for vault 'kv-one'");
  });

  it.each<[string, () => unknown]>([
    ["a deployment", () => make(cloud, ...vault("kv-one", { createMode: "recover" }))],
    ["an administrator", () => cloud.recover(vaultId())],
  ])("comes back by %s with what was in the vault, but without the roles on it", async (_who, recover) => {
    const { outputs } = await make(cloud, "managedidentity:UserAssignedIdentity", { ...inGroup, resourceName: "id-one" });
    const secret = { resourceGroupName: "rg", vaultName: "kv-one", secretName: "tls", properties: { value: "v" } };
    await given(cloud, vault(), ["keyvault:Secret", secret]);
    const role = await make(cloud, ...assignment(vaultId(), outputs.principalId));
    const before = cloud.show(vaultId());
    await remove(cloud, "keyvault:Vault", vaultId());
    await recover();
    expect(cloud.show(vaultId())).toEqual(before);
    expect([cloud.show(`${vaultId()}/secrets/tls`) !== undefined, cloud.show(role.id)]).toEqual([true, undefined]);
    expect(cloud.listDeleted()).toEqual([]);
  });

  it("is not recovered into a resource group that is gone", async () => {
    await given(cloud, vault());
    await remove(cloud, resourceGroup[0], group);
    expect(() => cloud.recover(vaultId())).toThrow("Resource group 'rg' could not be found.");
    await given(cloud, resourceGroup);
    cloud.recover(vaultId());
    expect(cloud.show(vaultId())).toBeDefined();
  });

  it("cannot be restored when it was never deleted", async () => {
    expect(await refusal(make(cloud, ...account("oai", { restore: true })))).toMatchObject({
      code: "CanNotRestoreANonDeletedResource",
    });
    expect(await refusal(make(cloud, ...service({ restore: true })))).toMatchObject({ code: "ServiceUndeleteNotPossible" });
  });
});
