import { Cloud } from "../../../../local/azure/cloud";
import { providerFor } from "../../../../local/azure";
import {
  account,
  accountId,
  change,
  deployment,
  endpoint,
  FakeClock,
  given,
  inGroup,
  make,
  network,
  networkId,
  newCloud,
  refusal,
  remove,
  resourceGroup,
  temporaryFolder,
  vault,
  vaultId,
} from "./support";

const nothing = (): void => undefined;

describe("time", () => {
  let clock: FakeClock;
  let cloud: Cloud;
  beforeEach(async () => {
    clock = new FakeClock();
    const dir = temporaryFolder();
    await given(new Cloud({ dir, clock }), resourceGroup, account(), network());
    cloud = new Cloud({ dir, clock, timeScale: 1 });
  });

  it("passes until an operation is done", async () => {
    const done = jest.fn();
    const creating = make(cloud, ...vault()).then(done);
    await clock.advance(29);
    expect(done).not.toHaveBeenCalled();
    await clock.advance(1);
    await creating;
    expect(done).toHaveBeenCalledTimes(1);
  });

  it("is scaled", async () => {
    const fast = newCloud({ clock, timeScale: 0.1 });
    const done = jest.fn();
    const creating = make(fast, ...resourceGroup).then(done);
    await clock.advance(0.3);
    await creating;
    expect(done).toHaveBeenCalledTimes(1);
  });

  it("shows what is under way", async () => {
    const creating = make(cloud, ...vault());
    expect(cloud.show(vaultId())?.outputs.properties).toMatchObject({ provisioningState: "Creating" });
    expect(cloud.list().find(({ id }) => id === vaultId())?.state).toBe("create under way");
    await clock.advance(30);
    await creating;
    expect(cloud.show(vaultId())?.outputs.properties).toMatchObject({ provisioningState: "Succeeded" });
  });

  it("lets independent operations run at once", async () => {
    const both = Promise.all([make(cloud, ...vault()), make(cloud, ...vault("kv-two"))]);
    await clock.advance(30);
    await expect(both).resolves.toHaveLength(2);
  });

  it("goes on when the client stops waiting", async () => {
    const stop = new AbortController();
    const creating = cloud.create("azure-native:keyvault:Vault", "urn", vault()[1], stop.signal);
    stop.abort(new Error("cancelled"));
    await expect(creating).rejects.toMatchObject({ acceptedId: vaultId(), cause: new Error("cancelled") });
    await clock.advance(30);
    expect(cloud.show(vaultId())?.outputs.properties).toMatchObject({ provisioningState: "Succeeded" });
  });

  it("goes on when the process is gone", async () => {
    const dir = temporaryFolder();
    const first = new Cloud({ dir, clock, timeScale: 1 });
    void make(first, ...resourceGroup).catch(nothing);
    await clock.advance(3);
    expect(new Cloud({ dir, clock }).list().map(({ state }) => state)).toEqual(["succeeded"]);
  });

  it("refuses a second deployment of an account meanwhile", async () => {
    const first = make(cloud, ...deployment("one"));
    expect(await refusal(make(cloud, ...deployment("two")))).toEqual({
      status: 409,
      code: "RequestConflict",
      message: `Another operation is being performed on the parent resource '${accountId()}'. Please try again later.`,
    });
    await clock.advance(30);
    await first;
    const second = make(cloud, ...deployment("two"));
    await clock.advance(30);
    await expect(second).resolves.toBeDefined();
  });

  it("does not refuse a deployment of another account", async () => {
    const other = make(cloud, ...account("other"));
    await clock.advance(60);
    await other;
    const both = Promise.all([make(cloud, ...deployment("one")), make(cloud, ...deployment("two", {}, "other"))]);
    await clock.advance(30);
    await expect(both).resolves.toHaveLength(2);
  });

  it("refuses a deployment while its account is changed", async () => {
    void change(cloud, account()[0], accountId(), account()[1]).catch(nothing);
    expect(await refusal(make(cloud, ...deployment("one")))).toMatchObject({ code: "RequestConflict" });
  });

  it("refuses a second write of a virtual network meanwhile, with the time to wait", async () => {
    const subnet = { resourceGroupName: "rg", virtualNetworkName: "v", subnetName: "t", addressPrefix: "10.40.1.0/24" };
    void make(cloud, "network:Subnet", subnet).catch(nothing);
    const second = make(cloud, "network:Subnet", { ...subnet, subnetName: "u", addressPrefix: "10.40.2.0/24" });
    await expect(second).rejects.toMatchObject({ status: 429, code: "AnotherOperationInProgress", retryAfterSeconds: 10 });
  });

  it("refuses two operations on one resource", async () => {
    const creating = make(cloud, ...vault());
    await clock.advance(30);
    await creating;
    void change(cloud, "keyvault:Vault", vaultId(), vault()[1]).catch(nothing);
    expect(await refusal(remove(cloud, "keyvault:Vault", vaultId()))).toMatchObject({
      status: 409,
      code: "AnotherOperationInProgress",
    });
  });

  it("refuses what is below a resource that is being made or taken down, not below one that is changed", async () => {
    const secret = { resourceGroupName: "rg", vaultName: "kv-one", secretName: "s", properties: { value: "v" } };
    const attempt = () => make(cloud, "keyvault:Secret", secret);
    const creating = make(cloud, ...vault());
    const transition = (what: string) => ({
      status: 409,
      code: "Conflict",
      message: `The parent resource '${vaultId()}' is being ${what}.`,
    });
    expect(await refusal(attempt())).toEqual(transition("created"));
    await clock.advance(30);
    await creating;
    const changing = change(cloud, "keyvault:Vault", vaultId(), vault()[1]);
    const made = attempt();
    await clock.advance(10);
    await Promise.all([changing, made]);
    void remove(cloud, "keyvault:Vault", vaultId()).catch(nothing);
    expect(await refusal(change(cloud, "keyvault:Secret", `${vaultId()}/secrets/s`, secret))).toEqual(transition("deleted"));
  });

  it("refuses an endpoint to an account that is still being made", async () => {
    void make(cloud, ...account("new")).catch(nothing);
    expect(await refusal(make(cloud, ...endpoint(accountId("new"), "account")))).toMatchObject({
      status: 409,
      code: "AccountProvisioningStateInvalid",
    });
  });

  it("is the cloud's own when somebody waits", async () => {
    const half = newCloud({ clock, timeScale: 0.5 });
    const done = jest.fn();
    const waiting = half.sleep(10).then(done);
    await clock.advance(5);
    await waiting;
    expect(done).toHaveBeenCalledTimes(1);
  });

  it.each([-1, Number.NaN])("is not scaled by %p", (timeScale) => {
    expect(() => newCloud({ timeScale })).toThrow("the time scale must be a number of at least 0");
  });
});

describe("what is there", () => {
  it("has the id and outputs that the provider without memory gives", async () => {
    const cloud = newCloud();
    await given(cloud, resourceGroup);
    for (const [token, inputs] of [network(), account(), vault()]) {
      expect(await make(cloud, token, inputs)).toEqual(
        providerFor("azure-native").created(`azure-native:${token}`, "urn", inputs),
      );
    }
  });

  it("is read with its outputs and the inputs that make it", async () => {
    const cloud = newCloud();
    await given(cloud, resourceGroup);
    const { id, outputs } = await make(cloud, ...vault());
    expect(await cloud.read("azure-native:keyvault:Vault", id)).toEqual({ outputs, inputs: vault()[1] });
  });

  it("is not read when it is not there", async () => {
    expect(await newCloud().read("azure-native:keyvault:Vault", vaultId())).toBeUndefined();
  });

  it("holds no secrets", async () => {
    const cloud = newCloud();
    await given(cloud, resourceGroup, vault());
    const { id } = await make(cloud, "keyvault:Secret", {
      resourceGroupName: "rg",
      vaultName: "kv-one",
      secretName: "s",
      properties: { value: "canary" },
    });
    expect(JSON.stringify(cloud.show(id))).not.toContain("canary");
  });

  it("goes with its resource group, but for what Azure keeps", async () => {
    const cloud = newCloud();
    const { id } = await make(cloud, ...resourceGroup);
    await given(cloud, account(), vault(), network());
    await remove(cloud, "resources:ResourceGroup", id);
    expect(cloud.list()).toEqual([]);
    expect(cloud.listDeleted().map((one) => one.id)).toEqual(expect.arrayContaining([accountId(), vaultId()]));
    expect(cloud.listDeleted()).toHaveLength(2);
  });

  it("keeps what is below it when azure-native sets it back instead of deleting it", async () => {
    const cloud = newCloud();
    const inAccount = { resourceGroupName: "rg", accountName: "stone" };
    await given(cloud, resourceGroup, ["storage:StorageAccount", { ...inGroup, accountName: "stone", kind: "StorageV2" }]);
    const service = await make(cloud, "storage:BlobServiceProperties", inAccount);
    const container = await make(cloud, "storage:BlobContainer", { ...inAccount, containerName: "c" });
    await remove(cloud, "storage:BlobServiceProperties", service.id);
    expect([cloud.show(service.id), cloud.show(container.id) !== undefined]).toEqual([undefined, true]);
  });

  it("is deleted twice without complaint", async () => {
    const cloud = newCloud();
    await given(cloud, resourceGroup, vault());
    await remove(cloud, "keyvault:Vault", vaultId());
    await expect(remove(cloud, "keyvault:Vault", vaultId())).resolves.toBeUndefined();
  });

  it("gives an address of a subnet of the cloud", async () => {
    const cloud = newCloud();
    await given(cloud, resourceGroup, network(), vault());
    const { outputs } = await make(cloud, ...endpoint(vaultId(), "vault"));
    expect(outputs.customDnsConfigs).toEqual([
      { fqdn: "kv-one.vault.azure.net", ipAddresses: [expect.stringMatching(/^10\.40\.0\./)] },
    ]);
    expect(networkId).toContain("/virtualNetworks/v");
  });

  it("can be the Network Watcher that Azure makes itself", async () => {
    const cloud = newCloud();
    await given(cloud, resourceGroup, network());
    const flowLog = {
      resourceGroupName: "NetworkWatcherRG",
      networkWatcherName: "NetworkWatcher_swedencentral",
      flowLogName: "fl",
      targetResourceId: networkId,
    };
    await expect(make(cloud, "network:FlowLog", { ...inGroup, ...flowLog })).resolves.toBeDefined();
  });
});
