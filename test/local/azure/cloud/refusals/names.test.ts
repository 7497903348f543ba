import { Props } from "../../../../../local/azure";
import { Cloud } from "../../../../../local/azure/cloud";
import {
  account,
  accountId,
  FakeClock,
  given,
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

  it("comes back with what was in the vault", async () => {
    await given(cloud, vault(), [
      "keyvault:Secret",
      { resourceGroupName: "rg", vaultName: "kv-one", secretName: "tls", properties: { value: "v" } },
    ]);
    await remove(cloud, "keyvault:Vault", vaultId());
    await make(cloud, ...vault("kv-one", { createMode: "recover" }));
    expect(cloud.show(`${vaultId()}/secrets/tls`)).toBeDefined();
  });

  it("cannot be restored when it was never deleted", async () => {
    expect(await refusal(make(cloud, ...account("oai", { restore: true })))).toMatchObject({
      code: "CanNotRestoreANonDeletedResource",
    });
    expect(await refusal(make(cloud, ...service({ restore: true })))).toMatchObject({ code: "ServiceUndeleteNotPossible" });
  });
});
