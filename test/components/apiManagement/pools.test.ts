import fc from "fast-check";
import { modelBackends, modelPools, poolId, poolsOf } from "../../../components/apiManagement/pools";
import { OpenAiSettings } from "../../../stacks/settings/schema";
import { deploymentSkus, tiers } from "../../../components/openAi/deployments";
import { deployment, openAi, region } from "./sample";

const settings = (regions: OpenAiSettings["regions"]): OpenAiSettings => ({ ...openAi, regions });
const pools = (regions: OpenAiSettings["regions"]) => modelPools(modelBackends(settings(regions)));
const members = (id: string, regions: OpenAiSettings["regions"]) => pools(regions).find((pool) => pool.id === id)?.members;

describe("modelBackends", () => {
  it("makes one for each deployment, and one for v1 where the deployment bears the model's name", () => {
    expect(modelBackends(openAi).map(({ id, path }) => `${id} ${path}`)).toEqual([
      "swedencentral-gpt-5 openai/deployments/gpt-5",
      "v1-swedencentral-gpt-5 openai/v1",
      "swedencentral-gpt-5-spill openai/deployments/gpt-5-spill",
      "swedencentral-text-embedding-3-large openai/deployments/text-embedding-3-large",
      "v1-swedencentral-text-embedding-3-large openai/v1",
      "francecentral-gpt-5 openai/deployments/gpt-5",
      "v1-francecentral-gpt-5 openai/v1",
      "francecentral-gpt-5-4 openai/deployments/gpt-5.4",
      "v1-francecentral-gpt-5-4 openai/v1",
    ]);
  });

  it.each([
    ["provisioned", true, 1],
    ["payAsYouGo", true, 2],
    ["spillOver", true, 3],
    ["provisioned", false, 3],
    ["payAsYouGo", false, 3],
    ["spillOver", false, 3],
  ] as const)("uses %s, same zone %s, as number %i", (tier, sameZone, priority) => {
    const [backend] = modelBackends(settings([region("westeurope", [deployment("gpt-5", { tier })], sameZone)]));
    expect(backend?.priority).toBe(priority);
  });

  it("shortens an id that would be too long, and keeps it apart from others", () => {
    const long = (end: string) => deployment("gpt-5", { name: `${"n".repeat(63)}${end}` });
    const ids = modelBackends(settings([region("southafricanorthwest", [long("a"), long("b")])])).map(({ id }) => id);
    expect(ids.map((id) => id.length)).toEqual([80, 80]);
    expect(ids[0]).not.toBe(ids[1]);
  });

  it("refuses deployments that would share an id", () => {
    const twins = [deployment("gpt-5", { name: "a.b" }), deployment("gpt-5", { name: "a-b" })];
    expect(() => modelBackends(settings([region("westeurope", twins)]))).toThrow(
      "two models or deployments would share the backend id westeurope-a-b: '.' and '-' count as the same",
    );
  });
});

describe("modelPools", () => {
  it("spreads a model over its regions in order of use", () => {
    expect(members("model-gpt-5", openAi.regions)).toEqual([
      { backend: "swedencentral-gpt-5", location: "swedencentral", priority: 1, weight: 100 },
      { backend: "francecentral-gpt-5", location: "francecentral", priority: 2, weight: 100 },
      { backend: "swedencentral-gpt-5-spill", location: "swedencentral", priority: 3, weight: 100 },
    ]);
  });

  it("makes a pool for one member, too", () => {
    expect(members("v1-gpt-5-4", openAi.regions)).toEqual([
      { backend: "v1-francecentral-gpt-5-4", location: "francecentral", priority: 2, weight: 100 },
    ]);
  });

  it("weighs by capacity within a priority", () => {
    const regions = [
      region("westeurope", [deployment("gpt-5", { capacity: 300 })]),
      region("francecentral", [deployment("gpt-5", { capacity: 100 })]),
    ];
    expect(members("model-gpt-5", regions)?.map(({ weight }) => weight)).toEqual([33, 100]);
  });

  it("gives equal shares where units differ", () => {
    const regions = [
      region("westeurope", [deployment("gpt-5", { sku: "ProvisionedManaged", tier: "spillOver" })]),
      region("francecentral", [deployment("gpt-5", { tier: "spillOver", capacity: 7 })]),
    ];
    expect(members("model-gpt-5", regions)?.map(({ weight }) => weight)).toEqual([1, 1]);
  });

  it("refuses more than 30 members", () => {
    const regions = Array.from({ length: 31 }, (_, i) => region(`region${i}`, [deployment("gpt-5")]));
    expect(() => pools(regions)).toThrow("pool model-gpt-5 would have 31 backends; API Management allows 30");
  });

  it("refuses models that would share a pool", () => {
    const regions = [region("westeurope", [deployment("gpt-5.1")]), region("francecentral", [deployment("gpt-5-1")])];
    expect(() => pools(regions)).toThrow("two models or deployments would share the backend id model-gpt-5-1");
  });

  it("does not depend on the order of the regions", () => {
    const byId = (regions: OpenAiSettings["regions"]) =>
      Object.fromEntries(pools(regions).map((pool) => [pool.id, pool.members]));
    expect(byId([...openAi.regions].reverse())).toEqual(byId(openAi.regions));
  });

  it("keeps weights from 1 to 100, with a 100 or all equal in each priority", () => {
    const deploymentOf = fc.record({
      tier: fc.constantFrom(...tiers),
      sku: fc.constantFrom(...deploymentSkus),
      capacity: fc.integer({ min: 1, max: 100_000 }),
    });
    fc.assert(
      fc.property(fc.array(deploymentOf, { minLength: 1, maxLength: 12 }), (rows) => {
        const regions = rows.map((row, index) => region(`region${index}`, [deployment("gpt-5", row)]));
        for (const pool of pools(regions)) {
          for (const priority of new Set(pool.members.map((member) => member.priority))) {
            const weights = pool.members.filter((member) => member.priority === priority).map(({ weight }) => weight);
            expect(weights.every((weight) => Number.isInteger(weight) && weight >= 1 && weight <= 100)).toBe(true);
            expect(weights.includes(100) || weights.every((weight) => weight === 1)).toBe(true);
          }
        }
      }),
    );
  });
});

it.each([
  ["dated", "gpt-5.4-mini", "model-gpt-5-4-mini"],
  ["v1", "text-embedding-3-large", "v1-text-embedding-3-large"],
] as const)("poolId of %s %s", (family, model, id) => {
  expect(poolId(family, model)).toBe(id);
});

describe("poolsOf", () => {
  const models = (regions: OpenAiSettings["regions"], family: "dated" | "v1") =>
    poolsOf(pools(regions), family).map(({ model }) => model);

  it("is in alphabetical order of the models", () => {
    expect(models([...openAi.regions].reverse(), "dated")).toEqual(["gpt-5", "gpt-5.4", "text-embedding-3-large"]);
  });

  it("v1 leaves out a model that no deployment is named after", () => {
    expect(models([region("westeurope", [deployment("gpt-5", { name: "chat" })])], "v1")).toEqual([]);
  });
});

it.each([
  ["the largest of two", [deployment("gpt-5", { capacity: 50 }), deployment("gpt-5", { name: "b", capacity: 300 })], 300_000],
  [
    "none where one is provisioned",
    [deployment("gpt-5", { sku: "GlobalProvisionedManaged", capacity: 15 }), deployment("gpt-5", { name: "b", capacity: 300 })],
    undefined,
  ],
  ["none where all is provisioned", [deployment("gpt-5", { sku: "ProvisionedManaged", capacity: 15 })], undefined],
])("a request is bounded by %s", (_what, deployments, bound) => {
  expect(pools([region("westeurope", deployments)])[0]?.largestRequest).toBe(bound);
});
