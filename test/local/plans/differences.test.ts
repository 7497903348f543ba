import type { Plan, PlanResource } from "../../../local/engine/plan";
import { differences } from "../../../local/plans/differences";

const urn = (types: string, name: string): string => `urn:pulumi:dev::shield::${types}::${name}`;
const stackUrn = urn("pulumi:pulumi:Stack", "shield-dev");

const resource = (types: string, name: string, more: Partial<PlanResource> = {}): PlanResource => ({
  urn: urn(types, name),
  type: types.split("$").at(-1) ?? types,
  name,
  custom: true,
  inputs: {},
  outputs: {},
  dependencies: [],
  propertyDependencies: {},
  options: {},
  ...more,
});

const stack: PlanResource = { ...resource("pulumi:pulumi:Stack", "shield-dev"), urn: stackUrn, custom: false };
const planOf = (resources: PlanResource[], outputs = {}): Plan => ({
  version: 1,
  project: "shield",
  stack: "dev",
  resources: [stack, ...resources],
  outputs,
  rules: { evaluated: 0, violations: [], exempted: [] },
});

const component = (name: string): PlanResource => resource("my:Component", name, { custom: false, parent: stackUrn });
const inComponent = (name: string, more: Partial<PlanResource> = {}): PlanResource =>
  resource("my:Component$my:Thing", name, { parent: component("c").urn, ...more });
const atRoot = (name: string, more: Partial<PlanResource> = {}): PlanResource =>
  resource("my:Thing", name, { parent: stackUrn, ...more });

describe("differences of two plans", () => {
  it("are none for the same plan", () => {
    const plan = planOf([component("c"), inComponent("a", { inputs: { size: 1 } })], { a: 1 });
    expect(differences(plan, structuredClone(plan))).toEqual([]);
  });

  it("name a resource that is gone, and one that is new", () => {
    const found = differences(planOf([atRoot("a")]), planOf([atRoot("b")]));
    expect(found.map(({ urn, before, after }) => [urn, before !== undefined, after !== undefined])).toEqual([
      [urn("my:Thing", "a"), true, false],
      [urn("my:Thing", "b"), false, true],
    ]);
  });

  it("name the path of a changed value", () => {
    const thing = (size: number) => atRoot("a", { inputs: { parts: [{ size }, { size: 9 }] } });
    expect(differences(planOf([thing(1)]), planOf([thing(2)]))).toEqual([
      { urn: urn("my:Thing", "a"), path: "inputs.parts[0].size", before: 1, after: 2 },
    ]);
  });

  it("name an option, a dependency and an output that changed", () => {
    const before = planOf([atRoot("a"), atRoot("b", { options: { protect: true } })], { address: "x" });
    const after = planOf([atRoot("a"), atRoot("b", { dependencies: [urn("my:Thing", "a")] })], { address: "y" });
    expect(differences(before, after).map(({ path }) => path)).toEqual(["dependencies", "options.protect", "address"]);
  });

  it("do not count the order of dependencies", () => {
    const dependencies = [urn("my:Thing", "a"), urn("my:Thing", "b")];
    const plan = (list: string[]) => planOf([atRoot("a"), atRoot("b"), atRoot("c", { dependencies: list })]);
    expect(differences(plan(dependencies), plan([...dependencies].reverse()))).toEqual([]);
  });

  const pointing = (to: string) => atRoot("z", { dependencies: [to], propertyDependencies: { a: [to] } });
  const moved = (aliases: PlanResource["options"]["aliases"]) =>
    planOf([component("c"), inComponent("a", { options: { aliases } }), pointing(inComponent("a").urn)]);

  it("do not count a move below a component with an alias", () => {
    const before = planOf([atRoot("a"), pointing(atRoot("a").urn)]);
    expect(differences(before, moved([{ noParent: true }]))).toEqual([]);
  });

  it("count a move without an alias", () => {
    const before = planOf([atRoot("a"), pointing(atRoot("a").urn)]);
    expect(differences(before, moved([])).filter(({ path }) => path === "")).toHaveLength(2);
  });
});
