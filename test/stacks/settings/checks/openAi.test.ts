import { regionCode } from "../../../../components/names";
import { Raw, accepted, changed, dev, messages, problems, prod } from "../support";

const deployment = (more: Raw = {}) => ({
  model: "gpt-5.1",
  version: "2025-11-13",
  sku: "DataZoneStandard",
  capacity: 10,
  ...more,
});
const region = (location: string, ...deployments: Raw[]) => ({ location, deployments });
const only = (...regions: Raw[]) =>
  dev({ openAi: { regions }, plans: [{ name: "standard", models: ["gpt-5.1"], tokensPerMinute: 1000 }] });
const first = "openAi.regions[0].deployments";

describe("names that occur twice", () => {
  it.each<[string, Raw, string]>([
    [
      "plans",
      dev({ "plans[1]": { name: "standard", models: ["gpt-5.1"], tokensPerMinute: 1 } }),
      "plans[1].name: another plan has this name",
    ],
    ["models of a plan", dev({ "plans[0].models": ["gpt-5.1", "gpt-5.1"] }), "plans[0].models[1]: stands here twice"],
    ["consumers", dev({ "consumers[1].name": "claims-assistant" }), "consumers[1].name: another consumer has this name"],
    [
      "regions",
      only(region("swedencentral", deployment()), region("swedencentral", deployment())),
      "openAi.regions[1].location: the region stands here twice; give one region all its deployments",
    ],
    [
      "deployments of an account",
      only(region("swedencentral", deployment(), deployment())),
      `${first}[1].name: another deployment of the account has this name (default: the model), or one that gives the same id`,
    ],
    [
      "deployments but for case",
      only(region("swedencentral", deployment(), deployment({ name: "GPT-5.1" }))),
      `${first}[1].name: another deployment of the account has this name (default: the model), or one that gives the same id`,
    ],
    [
      "deployments with one id of a backend",
      only(region("swedencentral", deployment(), deployment({ name: "gpt-5-1" }))),
      `${first}[1].name: another deployment of the account has this name (default: the model), or one that gives the same id`,
    ],
    ["regions to restore", dev({ "openAi.restore": ["swedencentral", "swedencentral"] }), "openAi.restore[1]: stands here twice"],
    [
      "receivers of alerts",
      dev({ "monitoring.alertReceivers": [1, 2].map((n) => ({ name: "on-call", email: `a${n}@contoso.com` })) }),
      "monitoring.alertReceivers[1].name: another receiver has this name",
    ],
    ["zones of the gateway", prod({ "ingress.zones": ["1", "2", "2"] }), "ingress.zones[2]: stands here twice"],
    ["zones of API Management", prod({ "apiManagement.zones": ["1", "1", "3"] }), "apiManagement.zones[1]: stands here twice"],
  ])("%s: refused", (_, raw, message) => {
    expect(messages(raw)).toEqual([message]);
  });

  it("are allowed for deployments of different accounts", () => {
    expect(accepted(only(region("swedencentral", deployment()), region("francecentral", deployment())))).toBeDefined();
  });
});

describe("names that lead nowhere", () => {
  it.each<[string, Raw, string]>([
    [
      "the model of a plan",
      { "plans[0].models": ["gpt-5.2"] },
      "plans[0].models[0]: no region deploys this model; did you mean gpt-5.1?",
    ],
    ["the plan of a consumer", { "consumers[1].plan": "gold" }, "consumers[1].plan: there is no such plan"],
    ["the stateful region", { "openAi.statefulRegion": "westeurope" }, "openAi.statefulRegion: is not one of openAi.regions"],
    [
      "no region of stored objects, and no account where the rest is",
      { location: "westeurope" },
      "openAi.statefulRegion: no account is in westeurope: say which region keeps files, batches, fine-tuning and stored responses",
    ],
    [
      "a region to restore",
      { "openAi.restore": ["swedncentral"] },
      "openAi.restore[0]: is not one of openAi.regions; did you mean swedencentral?",
    ],
  ])("%s: refused", (_, changes, message) => {
    expect(messages(dev(changes))).toEqual([message]);
  });

  it("are told with what there is", () => {
    expect(problems(dev({ "plans[0].models": ["whisper"] }))[0]?.allowed).toBe("one of gpt-5.1, text-embedding-3-small");
  });
});

describe("the region of stored objects", () => {
  const [sweden, france] = ["swedencentral", "francecentral"].map((location) => region(location, deployment()));

  it.each<[string, Raw[], string | undefined, string]>([
    ["the one that is given", [sweden!, france!], "francecentral", "francecentral"],
    ["the location, wherever it stands in the list", [france!, sweden!], undefined, "swedencentral"],
    ["the only one", [france!], undefined, "francecentral"],
  ])("is %s", (_, regions, statefulRegion, expected) => {
    const raw = changed(only(...regions), { "openAi.statefulRegion": statefulRegion });
    expect(accepted(raw).openAi.statefulRegion).toBe(expected);
  });
});

describe("the pool of a model", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => deployment(index === 0 ? {} : { name: `gpt-5.1-${index}` }));

  it("has one version", () => {
    const embedding = (version: string) => deployment({ model: "text-embedding-ada-002", version, sku: "GlobalStandard" });
    const regions = ["eastus", "swedencentral", "francecentral"].map((name, index) =>
      region(name, embedding(index === 0 ? "1" : "2")),
    );
    const plans = [{ name: "standard", models: ["text-embedding-ada-002"], tokensPerMinute: 1000 }];
    expect(problems({ ...only(...regions), plans })).toEqual([
      {
        path: "openAi.regions[0].deployments[0].version",
        got: '"1"',
        allowed: "2, as in the other deployments of text-embedding-ada-002",
        message: "a client of text-embedding-ada-002 would get this version from eastus and another one elsewhere, by chance",
      },
    ]);
  });

  it("has one version, and one that no schedule has is blamed itself, wherever it stands", () => {
    expect(messages(dev({ "openAi.regions[0].deployments[0].version": "2025-12-24" }))).toEqual([
      "openAi.regions[0].deployments[0].version: the schedule of 2026-07-07 has no such version of gpt-5.1; did you mean 2025-11-13?",
    ]);
  });

  it("has at most 30 members over all regions", () => {
    const raw = only(region("swedencentral", ...many(20)), region("francecentral", ...many(11)));
    expect(messages(raw)).toEqual(["openAi.regions[1].deployments[10]: gpt-5.1 has 31 deployments; a pool of backends holds 30"]);
    expect(accepted(only(region("swedencentral", ...many(20)), region("francecentral", ...many(10))))).toBeDefined();
  });

  it("has a name of its own", () => {
    expect(
      messages({
        ...only(region("swedencentral", deployment()), region("francecentral", deployment({ model: "gpt-5-1" }))),
        accepted: { models: ["gpt-5-1@2025-11-13"] },
      }),
    ).toEqual(["openAi.regions[1].deployments[0].model: its pool would have the name of the pool of gpt-5.1"]);
  });
});

describe("deployments", () => {
  const provisioned = (more: Raw = {}) => deployment({ sku: "DataZoneProvisionedManaged", tier: "provisioned", ...more });
  const spillOver = (more: Raw = {}) => deployment({ name: "gpt-5.1-spill", tier: "spillOver", ...more });

  it.each<[string, Raw[], string]>([
    [
      "provisioned capacity that does not come first",
      [deployment({ sku: "ProvisionedManaged" })],
      `${first}[0].tier: ProvisionedManaged is paid whether it is used or not, so it comes first`,
    ],
    [
      "pay-as-you-go called provisioned",
      [deployment({ tier: "provisioned" })],
      `${first}[0].tier: DataZoneStandard is paid by the token, so it is not provisioned capacity`,
    ],
    [
      "spill-over to another level of processing",
      [provisioned(), spillOver({ sku: "GlobalStandard" })],
      `${first}[1].sku: Azure cannot spill over from DataZoneProvisionedManaged to it`,
    ],
    [
      "spill-over of regional capacity",
      [provisioned({ sku: "ProvisionedManaged" }), spillOver({ sku: "Standard" })],
      `${first}[1].sku: Azure cannot spill over from ProvisionedManaged to it`,
    ],
    [
      "two spill-overs of one model",
      [provisioned(), spillOver(), spillOver({ name: "gpt-5.1-more" })],
      `${first}[2].tier: provisioned capacity spills over to one deployment only`,
    ],
  ])("%s: refused", (_, deployments, message) => {
    expect(messages(only(region("swedencentral", ...deployments)))).toEqual([message]);
  });

  it.each<[string, Raw[]]>([
    ["spill-over of the same level", [provisioned(), spillOver()]],
    ["global spill-over", [provisioned({ sku: "GlobalProvisionedManaged" }), spillOver({ sku: "GlobalStandard" })]],
    ["spill-over without provisioned capacity", [deployment(), spillOver({ sku: "Standard" })]],
  ])("%s: accepted", (_, deployments) => {
    expect(accepted(only(region("swedencentral", ...deployments)))).toBeDefined();
  });

  it("of standard types are at most 32 an account", () => {
    const names = Array.from({ length: 33 }, (_, index) => (index === 0 ? "gpt-5.1" : `model-${index}`));
    const all = names.map((model) => deployment({ model, sku: "GlobalStandard" }));
    const known = { accepted: { models: names.map((model) => `${model}@2025-11-13`) } };
    expect(messages({ ...only(region("swedencentral", ...all)), ...known })).toEqual([
      `${first}: the account in swedencentral has 33`,
    ]);
    expect(accepted({ ...only(region("swedencentral", ...all.slice(1), provisioned())), ...known })).toBeDefined();
  });
});

describe("customer-managed keys", () => {
  // Made-up regions whose codes are the same.
  const [one, two] = ["region64", "region70"] as const;
  const twins = (more: Raw = {}) =>
    dev({
      location: one,
      "openAi.regions[0].location": one,
      "openAi.regions[1].location": two,
      "openAi.customerManagedKey": true,
      "accepted.regions": [one, two],
      ...more,
    });

  it("need vaults with different names", () => {
    expect(regionCode(two)).toBe(regionCode(one));
    expect(messages(twins())).toEqual([`openAi.regions[1].location: the vault of its key would have the name of that of ${one}`]);
  });

  it("may be in a vault that is named in the settings", () => {
    expect(accepted(twins({ names: { [`encryptionVault/${regionCode(two)}`]: "kvcontosoother" } }))).toBeDefined();
  });

  it("have no such limit when Azure keeps the keys", () => {
    expect(accepted(twins({ "openAi.customerManagedKey": false }))).toBeDefined();
  });

  it("have generations only where there are keys", () => {
    expect(messages(dev({ "openAi.customerManagedKeyGeneration": 2 }))).toEqual([
      "openAi.customerManagedKeyGeneration: the accounts have no customer-managed keys",
    ]);
    expect(accepted(dev({ "openAi.customerManagedKeyGeneration": 2, "openAi.customerManagedKey": true }))).toBeDefined();
  });
});
