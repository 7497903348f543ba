import { planOf, fixtureStack } from "../support/plan";
import { configurationOfFixture, Found, Planned, PlanJudge, rulesOfFixture } from "../policies/planned";
import { Attempt, group } from "./attempt";
import { data } from "./cases/data";
import { deeper, deeperClean } from "./cases/deeper";
import { documents } from "./cases/documents";
import { foreignTypes, further, honest, ofMax } from "./cases/further";
import { gateway } from "./cases/gateway";
import { legitimate } from "./cases/legitimate";
import { network } from "./cases/network";
import { ordinary } from "./cases/ordinary";
import { others } from "./cases/others";
import { unseen } from "./cases/unseen";
import { unused } from "./cases/unused";
import { Changed } from "./changes";

let resources: readonly Planned[];
let before: ReadonlySet<string>;
const judge = new PlanJudge();
const key = ({ rule, urn, message }: Found) => `${rule} ${urn} ${message}`;
const mandatory = (of: readonly Planned[]) => judge.judge(of).filter(({ level }) => level === "mandatory");

beforeAll(async () => {
  ({ resources } = await planOf(...fixtureStack("dev")));
  before = new Set(mandatory(resources).map(key));
});

/** What mandatory rules say of the changed plan, and did not say of the plan. */
function refusals({ change }: Attempt): string[] {
  const plan = new Changed(resources);
  change(plan);
  return mandatory(plan.resources)
    .map(key)
    .filter((one) => !before.has(one));
}

test("the plan itself is good", () => {
  expect([...before]).toEqual([]);
});

describe.each([
  ["the network", network],
  ["the gateway", gateway],
  ["data and logs", data],
  ["identities, providers and bodies", others],
  ["what lies deeper", deeper],
  ["what the architecture does not use", unused],
  ["callers and credentials in documents", documents],
  ["what nobody would notice", unseen],
  ["values in another form, outputs and the rest", further],
])("an attempt at %s is refused", (_, attempts) => {
  test.each(attempts)("$name", (attempt) => {
    expect(refusals(attempt)).not.toEqual([]);
  });
});

test.each([...legitimate, ...deeperClean, ...ordinary, ...honest])("what a team may change is not refused: $name", (change) => {
  expect(refusals(change)).toEqual([]);
});

test("attempts at an environment with every option are refused", async () => {
  const { resources: all } = await planOf(...fixtureStack("max"));
  const ofAll = new PlanJudge({ profile: "prod", configuration: configurationOfFixture("max"), config: rulesOfFixture("max") });
  const refused = (of: readonly Planned[]) => ofAll.judge(of).filter(({ level }) => level === "mandatory");
  expect(refused(all)).toEqual([]);
  const passed = ofMax.filter(({ change }) => {
    const plan = new Changed(all);
    change(plan);
    return refused(plan.resources).length === 0;
  });
  expect(passed.map(({ name }) => name)).toEqual([]);
});

test("every type that stands for a way in, rights, copies or a program is refused", () => {
  const plan = new Changed(resources);
  for (const type of foreignTypes) plan.add(type, "foreign", { name: "foreign", ...group, location: "swedencentral" });
  const added = plan.resources.filter(({ name }) => name === "foreign");
  const refused = new Set(mandatory(plan.resources).map(({ urn }) => urn));
  expect(added.filter(({ urn }) => !refused.has(urn)).map(({ type }) => type)).toEqual([]);
  expect(added).toHaveLength(new Set(foreignTypes).size);
});

test("every case has a name of its own", () => {
  const names = [
    network,
    gateway,
    data,
    others,
    deeper,
    unused,
    documents,
    unseen,
    further,
    legitimate,
    deeperClean,
    ordinary,
    honest,
  ]
    .flat()
    .map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
