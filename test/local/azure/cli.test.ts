import { Cloud } from "../../../local/azure/cloud";
import { main } from "../../../local/azure/cli";
import {
  account,
  accountId,
  endpoint,
  endpointId,
  given,
  group,
  make,
  network,
  newCloud,
  remove,
  resourceGroup,
  serviceId,
  service,
  vault,
  vaultId,
} from "./cloud/support";

let cloud: Cloud;
beforeEach(async () => {
  cloud = newCloud();
  await given(cloud, resourceGroup, vault());
});

function run(...args: string[]): { code: number; lines: string[] } {
  const lines: string[] = [];
  return {
    code: main(
      args,
      () => cloud,
      (text) => lines.push(text),
    ),
    lines,
  };
}

describe("looking", () => {
  it("lists what there is", () => {
    expect(run("list")).toEqual({
      code: 0,
      lines: [
        `succeeded          Microsoft.Resources/resourceGroups  ${group}`,
        `succeeded          Microsoft.KeyVault/vaults  ${vaultId()}`,
      ],
    });
  });

  it("shows one resource", () => {
    const { code, lines } = run("show", vaultId());
    expect(code).toBe(0);
    expect(JSON.parse(lines.join("\n"))).toMatchObject({
      name: "kv-one",
      properties: { vaultUri: "https://kv-one.vault.azure.net/" },
    });
  });

  it("lists what Azure keeps, until it is purged", async () => {
    await remove(cloud, "keyvault:Vault", vaultId());
    expect(run("deleted").lines).toEqual([expect.stringContaining(vaultId())]);
    expect(run("purge", vaultId()).code).toBe(0);
    expect(run("deleted").lines).toEqual([]);
  });

  it("brings back what Azure keeps", async () => {
    const before = run("show", vaultId());
    await remove(cloud, "keyvault:Vault", vaultId());
    expect(run("recover", vaultId())).toEqual({ code: 0, lines: [] });
    expect([run("show", vaultId()), run("deleted").lines]).toEqual([before, []]);
  });
});

describe("editing", () => {
  it("changes what is read, and the inputs", async () => {
    expect(run("edit", vaultId(), "properties.publicNetworkAccess=Enabled", 'tags={"owner":"me"}').code).toBe(0);
    const found = await cloud.read("azure-native:keyvault:Vault", vaultId());
    expect(found?.outputs).toMatchObject({ properties: { publicNetworkAccess: "Enabled" }, tags: { owner: "me" } });
    expect(found?.inputs).toMatchObject({ properties: { publicNetworkAccess: "Enabled" } });
  });

  it("takes JSON values and elements of lists", async () => {
    await given(cloud, network());
    const id = `${group}/providers/Microsoft.Network/virtualNetworks/v`;
    run("edit", id, "subnets[0].defaultOutboundAccess=true");
    expect(cloud.show(id)?.outputs.subnets).toEqual([expect.objectContaining({ defaultOutboundAccess: true })]);
  });

  it("shows nothing of what Azure does not return", async () => {
    const inputs = {
      resourceGroupName: "rg",
      vaultName: "kv-one",
      secretName: "s",
      properties: { contentType: "text/plain", value: "one" },
    };
    const { id } = await make(cloud, "keyvault:Secret", inputs);
    const before = cloud.show(id);
    expect(run("edit", id, "properties.value=two").code).toBe(0);
    expect(cloud.show(id)).toEqual(before);
  });

  it("is undone by the next write", async () => {
    run("edit", vaultId(), "properties.publicNetworkAccess=Enabled");
    await cloud.update("azure-native:keyvault:Vault", "urn", vaultId(), vault()[1]);
    expect(cloud.show(vaultId())?.outputs.properties).not.toHaveProperty("publicNetworkAccess");
  });

  it("is not done behind a path that leads nowhere", () => {
    const before = cloud.show(vaultId());
    for (const [assignment, message] of [
      ["propertes.publicNetworkAcess=Enabled", "propertes.publicNetworkAcess: there is nothing at propertes"],
      ["name.foo.bar=1", 'name.foo.bar: name is "kv-one", which has no foo'],
      ["properties.accessPolicies[0]=1", "properties.accessPolicies[0]: there is nothing at properties.accessPolicies"],
      ["properties.sku[0]=1", 'properties.sku[0]: properties.sku is {"family":"A","name":"standard"}, which has no [0]'],
    ] as const)
      expect(run("edit", vaultId(), assignment)).toEqual({ code: 1, lines: [message] });
    expect(cloud.show(vaultId())).toEqual(before);
  });

  it("goes on from what was edited before", () => {
    expect(run("edit", vaultId(), "properties.networkAcls={}", "properties.networkAcls.bypass=None").code).toBe(0);
    expect(cloud.show(vaultId())?.inputs).toMatchObject({ properties: { networkAcls: { bypass: "None" } } });
  });

  it("puts a resource there that nobody made", () => {
    const inputs = JSON.stringify({ resourceGroupName: "hub", virtualNetworkName: "vnet-hub", location: "swedencentral" });
    expect(run("put", "azure-native:network:VirtualNetwork", inputs).lines).toEqual([
      expect.stringMatching(/resourceGroups\/hub\/.*\/vnet-hub$/),
    ]);
  });

  it("approves an endpoint", async () => {
    const manual = {
      privateLinkServiceConnections: undefined,
      manualPrivateLinkServiceConnections: [{ name: "c", privateLinkServiceId: serviceId, groupIds: ["Gateway"] }],
    };
    await given(cloud, network(), service({ sku: { name: "StandardV2", capacity: 1 } }), endpoint(serviceId, "Gateway", manual));
    run("approve", endpointId);
    expect(cloud.show(endpointId)?.outputs.manualPrivateLinkServiceConnections).toEqual([
      expect.objectContaining({ privateLinkServiceConnectionState: expect.objectContaining({ status: "Approved" }) }),
    ]);
    expect(run("approve", endpointId)).toEqual({ code: 1, lines: [`${endpointId} has no pending connection`] });
  });
});

describe("failing", () => {
  it("adds a rule with options", async () => {
    expect(run("fail", "create", "accounts/oai", "--error", "throttled", "--nth", "1", "--retry-after", "9").code).toBe(0);
    await expect(make(cloud, ...account())).rejects.toMatchObject({ status: 429, retryAfterSeconds: 9 });
  });

  it("is cleared", async () => {
    run("fail", "create", "accounts/oai", "--times", "5");
    run("clear");
    await expect(make(cloud, ...account())).resolves.toMatchObject({ id: accountId() });
  });

  it("sets a quota", () => {
    expect(run("quota", "swedencentral", "gpt-5", "GlobalStandard", "10").code).toBe(0);
  });
});

describe("wrong use", () => {
  it.each([
    [["show"], 2, "ID is missing"],
    [["edit", "x", "=1"], 2, "expected PATH=VALUE, got =1"],
    [["fail", "create", "Vault", "--loud", "1"], 2, "unknown option --loud"],
    [["fail", "create", "Vault", "--nth", "two"], 2, "--nth must be a whole number, got two"],
    [["quota", "a", "b", "c", "many"], 2, "LIMIT must be a whole number, got many"],
    [["show", "/nothing"], 1, "there is no resource /nothing"],
    [["edit", "/nothing", "a=1"], 1, "there is no resource /nothing"],
    [["purge", "/nothing"], 1, "there is no deleted resource /nothing"],
    [["recover", "/nothing"], 1, "there is no deleted resource /nothing"],
    [["dance"], 2, "npm run local:azure -- COMMAND"],
  ])("%j ends with %d", (args, code, message) => {
    const result = run(...args);
    expect(result.code).toBe(code);
    expect(result.lines[0]).toContain(message);
  });

  it("is not asking for help", () => {
    expect(run("help").code).toBe(0);
  });

  it("is purging what is protected", async () => {
    await given(cloud, vault("kv-two", { enablePurgeProtection: true }));
    await remove(cloud, "keyvault:Vault", vaultId("kv-two"));
    expect(run("purge", vaultId("kv-two"))).toEqual({ code: 1, lines: [expect.stringContaining("409 MethodNotAllowed")] });
  });
});
