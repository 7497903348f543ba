import { Props } from "../../../../../local/azure";
import { Cloud } from "../../../../../local/azure/cloud";
import { account, accountId, change, deployment, given, group, make, newCloud, refusal, remove, resourceGroup } from "../support";

let cloud: Cloud;
beforeEach(async () => {
  cloud = newCloud();
  await given(cloud, resourceGroup);
});

describe("models and quota", () => {
  beforeEach(() => given(cloud, account()));
  const sku = (name: string, capacity: number) => ({ sku: { name, capacity } });

  it("refuses more than the quota", async () => {
    cloud.setQuota("swedencentral", "gpt-5", "GlobalStandard", 100);
    await given(cloud, deployment("first", sku("GlobalStandard", 80)));
    expect(await refusal(make(cloud, ...deployment("second", sku("GlobalStandard", 30))))).toEqual({
      status: 400,
      code: "InsufficientQuota",
      message:
        "This operation require 30 new capacity in quota Tokens Per Minute (thousands) - gpt-5 - GlobalStandard, which is bigger than the current available capacity 20. The current quota usage is 80 and the quota limit is 100 for quota Tokens Per Minute (thousands) - gpt-5 - GlobalStandard.",
    });
  });

  it("counts each type and region by itself", async () => {
    cloud.setQuota("swedencentral", "gpt-5", "GlobalStandard", 10);
    await given(cloud, deployment("first"), ["cognitiveservices:Account", { ...account("east")[1], location: "eastus2" }]);
    await expect(make(cloud, ...deployment("second", sku("DataZoneStandard", 10)))).resolves.toBeDefined();
    await expect(make(cloud, ...deployment("third", {}, "east"))).resolves.toBeDefined();
  });

  it("knows a region however it is written", async () => {
    cloud.setQuota("Sweden Central", "gpt-5", "GlobalStandard", 5);
    expect(await refusal(make(cloud, ...deployment("first")))).toMatchObject({ code: "InsufficientQuota" });
    await given(cloud, ["cognitiveservices:Account", { ...account("us")[1], location: "East US 2" }]);
    const inputs = { ...sku("Standard", 10), properties: { model: { name: "gpt-5.1", version: "2025-11-13" } } };
    await expect(make(cloud, ...deployment("d", inputs, "us"))).resolves.toBeDefined();
  });

  it("does not count a deployment twice when it is changed", async () => {
    cloud.setQuota("swedencentral", "gpt-5", "GlobalStandard", 100);
    const [token, inputs] = deployment("first", sku("GlobalStandard", 80));
    const { id } = await make(cloud, token, inputs);
    await expect(change(cloud, token, id, { ...inputs, ...sku("GlobalStandard", 100) })).resolves.toBeDefined();
  });

  it("counts what a deleted account holds until it is purged", async () => {
    cloud.setQuota("swedencentral", "gpt-5", "GlobalStandard", 100);
    const [held, wanted] = [
      deployment("first", sku("GlobalStandard", 80)),
      deployment("first", sku("GlobalStandard", 80), "new"),
    ];
    await given(cloud, held);
    await remove(cloud, "resources:ResourceGroup", group);
    await given(cloud, resourceGroup, account("new"));
    expect(await refusal(make(cloud, ...wanted))).toMatchObject({ code: "InsufficientQuota" });
    cloud.purge(accountId());
    await expect(make(cloud, ...wanted)).resolves.toBeDefined();
  });

  it.each<[string, Props, string]>([
    ["a model that is retired", { properties: { model: { name: "gpt-4o", version: "2024-11-20" } } }, "ServiceModelDeprecated"],
    [
      "a model of images that is retired",
      { properties: { model: { name: "gpt-image-1", version: "2025-04-15" } } },
      "ServiceModelDeprecated",
    ],
    [
      "a content filter that is not there",
      { properties: { model: { name: "gpt-5", version: "1" }, raiPolicyName: "mine" } },
      "InvalidResourceProperties",
    ],
    [
      "a spill-over that is not there",
      { properties: { model: { name: "gpt-5", version: "1" }, spilloverDeploymentName: "x" } },
      "InvalidResourceProperties",
    ],
  ])("refuses %s", async (_what, more, code) => {
    expect(await refusal(make(cloud, ...deployment("d", more)))).toMatchObject({ status: 400, code });
  });

  it("refuses regional capacity where the model has none", async () => {
    await given(cloud, ["cognitiveservices:Account", { ...account("fr")[1], location: "francecentral" }]);
    const inputs = { ...sku("Standard", 10), properties: { model: { name: "gpt-5.1", version: "2025-11-13" } } };
    expect(await refusal(make(cloud, ...deployment("d", inputs, "fr")))).toMatchObject({ code: "InvalidResourceProperties" });
  });
});
