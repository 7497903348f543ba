import { normalType } from "../../policies/base/typeTokens";
import { judgedTypes } from "../../policies/types/judged";
import { configurationOfFixture, Judging, Planned, rulesOfFixture } from "../policies/planned";
import { fixtureStack, planOf } from "../support/plan";
import { DeclaredInputs, Place } from "./added";
import { get } from "./changes";
import { harmlessAdded } from "./harmlessAdded";
import { QuickJudge } from "./quickJudge";

const judgings: Readonly<Record<"dev" | "max", Judging>> = {
  dev: { profile: "dev", configuration: configurationOfFixture("dev") },
  max: { profile: "prod", configuration: configurationOfFixture("max"), config: rulesOfFixture("max") },
};

/** Properties that the resources of a plan do not have, given a value that no mandatory rule says anything of: `type path` → values. */
async function unseen(): Promise<Map<string, unknown[]>> {
  const declared = new DeclaredInputs();
  const found = new Map<string, unknown[]>();
  const tried = new Set<string>();
  for (const name of ["dev", "max"] as const) {
    const { resources } = await planOf(...fixtureStack(name));
    const judge = new QuickJudge(resources, judgings[name]);
    const types = new Set(resources.map((one) => normalType(one.type) ?? "").filter((type) => judgedTypes.has(type)));
    for (const type of [...types].filter((one) => !tried.has(one))) {
      tried.add(type);
      const ofType = resources.filter((one) => normalType(one.type) === type);
      for (const place of declared.placesOf(type)) {
        if (ofType.some((one) => get(one.inputs, place.keys.join(".")) !== undefined)) continue;
        const values = place.values.filter((value) => !judge.catches(ofType[0]!, withValue(ofType[0]!, place, value)));
        if (values.length > 0) found.set(`${type} ${place.keys.map((key) => (key === 0 ? "[]" : key)).join(".")}`, values);
      }
    }
  }
  return found;
}

function withValue(resource: Planned, { keys }: Place, value: unknown): Planned {
  const copy = structuredClone(resource);
  for (const side of [copy.inputs, copy.outputs]) {
    let at = side as Record<string | number, unknown>;
    keys.slice(0, -1).forEach((key, index) => {
      at = (at[key] ??= typeof keys[index + 1] === "number" ? [] : {}) as Record<string | number, unknown>;
    });
    at[keys.at(-1)!] = value;
  }
  return copy;
}

describe("every property that azure-native's types have and the plans do not, given a value", () => {
  let survivors: Map<string, unknown[]>;
  beforeAll(async () => {
    survivors = await unseen();
  });

  test("meets a mandatory rule, or is listed with the reason", () => {
    const unexplained = [...survivors].filter(([place]) => !harmlessAdded.some(({ at }) => at.test(place)));
    expect(unexplained.map(([place, values]) => `${place}: ${JSON.stringify(values)}`)).toEqual([]);
  });

  test("leaves no reason in the list that nothing needs", () => {
    const needed = new Set([...survivors.keys()].map((place) => harmlessAdded.find(({ at }) => at.test(place))));
    expect(harmlessAdded.filter((one) => !needed.has(one)).map(({ at }) => String(at))).toEqual([]);
  });

  test.each([
    "apimanagement:ApiManagementService privateEndpointConnections.[].privateLinkServiceConnectionState.status",
    "cognitiveservices:Account properties.locations.regions.[].customsubdomain",
    "network:PrivateEndpoint subnet.networkSecurityGroup.securityRules.[].access",
    "operationalinsights:Workspace defaultDataCollectionRuleResourceId",
  ])("%s is caught", (place) => {
    expect([...survivors.keys()]).not.toContain(place);
  });

  test("of the kinds of APIs, plain HTTP alone is not", () => {
    expect(survivors.get("apimanagement:Api soapApiType")).toEqual(["http"]);
  });
});
