import { fixtureStack, planOf } from "../support/plan";
import { configurationOfFixture, Judging, Planned, rulesOfFixture } from "../policies/planned";
import { harmlessProperties, harmlessResources } from "./harmless";
import { How, Mutation, mutationsOf } from "./mutations";
import { removable, survivorsOf } from "./quiet";

const fixtures = ["prod", "max", "dev"] as const;
const judgings: Readonly<Record<(typeof fixtures)[number], Judging>> = {
  prod: { profile: "prod", configuration: configurationOfFixture("prod") },
  max: { profile: "prod", configuration: configurationOfFixture("max"), config: rulesOfFixture("max") },
  dev: { profile: "dev", configuration: configurationOfFixture("dev") },
};

let plans: Record<(typeof fixtures)[number], readonly Planned[]>;
beforeAll(async () => {
  const plan = async (name: string) => (await planOf(...fixtureStack(name))).resources;
  const [prod, max, dev] = await Promise.all([plan("prod"), plan("max"), plan("dev")]);
  plans = { prod, max, dev };
});

describe("every property of judged resources, flipped, taken away and made unknown", () => {
  let tried: Mutation[];
  /** The properties of which no mandatory rule says anything, with how they were changed. */
  let survivors: Map<string, Set<How>>;
  beforeAll(() => {
    const values = new Map<string, number>();
    const all = fixtures.map((name) => [name, mutationsOf(plans[name], values)] as const);
    tried = all.flatMap(([, mutations]) => mutations);
    survivors = new Map();
    for (const { type, path, how } of all.flatMap(([name, some]) => survivorsOf(plans[name], some, judgings[name]))) {
      const place = `${type} ${path}`;
      survivors.set(place, (survivors.get(place) ?? new Set()).add(how));
    }
  });

  test("meets a mandatory rule, or is listed with the reason", () => {
    const unexplained = [...survivors].filter(([place]) => !harmlessProperties.some(({ at }) => at.test(place)));
    expect(unexplained.map(([place, hows]) => `${place}: ${[...hows].join(", ")}`)).toEqual([]);
  });

  test("leaves no reason in the list that nothing needs", () => {
    const needed = new Set([...survivors.keys()].map((place) => harmlessProperties.find(({ at }) => at.test(place))));
    expect(harmlessProperties.filter((one) => !needed.has(one)).map(({ at }) => String(at))).toEqual([]);
  });

  test.each([
    ["cognitiveservices:Account", "properties.publicNetworkAccess"],
    ["cognitiveservices:Account", "properties.disableLocalAuth"],
    ["cognitiveservices:Account", "properties.networkAcls.defaultAction"],
    ["keyvault:Vault", "properties.publicNetworkAccess"],
    ["keyvault:Vault", "properties.enableRbacAuthorization"],
    ["keyvault:Vault", "properties.enablePurgeProtection"],
    ["storage:StorageAccount", "publicNetworkAccess"],
    ["storage:StorageAccount", "allowSharedKeyAccess"],
    ["storage:StorageAccount", "allowBlobPublicAccess"],
    ["storage:StorageAccount", "minimumTlsVersion"],
    ["operationalinsights:Workspace", "publicNetworkAccessForQuery"],
    ["operationalinsights:Workspace", "features.disableLocalAuth"],
    ["operationalinsights:Workspace", "features.enableLogAccessUsingOnlyResourcePermissions"],
    ["applicationinsights:Component", "disableLocalAuth"],
    ["network:WebApplicationFirewallPolicy", "policySettings.mode"],
    ["network:WebApplicationFirewallPolicy", "policySettings.state"],
    ["network:WebApplicationFirewallPolicy", "policySettings.logScrubbing.state"],
    ["apimanagement:Api", "subscriptionRequired"],
    ["apimanagement:ApiManagementService", "virtualNetworkType"],
    ["monitor:PrivateLinkScope", "accessModeSettings.queryAccessMode"],
  ])("%s %s is caught however it is changed", (type, path) => {
    expect(tried.some((one) => one.type === type && one.path === path)).toBe(true);
    expect([...(survivors.get(`${type} ${path}`) ?? [])]).toEqual([]);
  });
});

describe("each resource of a plan, taken away", () => {
  /** The resources that no mandatory rule misses, by type, component and name. */
  let missed: string[];
  beforeAll(() => {
    const place = ({ type, urn, name }: Planned) => `${type} ${urn.split("::")[2]!.split("$").at(-2) ?? ""} ${name}`;
    missed = fixtures.flatMap((name) =>
      removable(
        plans[name],
        plans[name].filter(({ custom }) => custom),
        judgings[name],
      ).map(place),
    );
  });

  test("is missed by a mandatory rule, or listed with the reason", () => {
    expect(missed.filter((one) => !harmlessResources.some(({ at }) => at.test(one)))).toEqual([]);
  });

  test("leaves no reason in the list that nothing needs", () => {
    expect(harmlessResources.filter(({ at }) => !missed.some((one) => at.test(one))).map(({ at }) => String(at))).toEqual([]);
  });
});
