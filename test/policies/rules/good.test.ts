import { harmless } from "../../../policies/types/harmless";
import { judgedTypes } from "../../../policies/types/judged";
import { rules } from "../../../policies/rules";
import { planOf } from "../../support/plan";
import { configurationOfFixture, judgePlan, rulesOfFixture } from "../planned";

const args = ["--stack", "max", "--config", "test/fixtures/max.yaml", "--policy-pack-config", "test/fixtures/rules/max.json"];

describe.each([
  ["deployed", []],
  ["before its first deployment", ["--first-run"]],
])("the environment with every option, %s", (_, more) => {
  test("meets no mandatory rule, in the stricter profile too", async () => {
    const { resources } = await planOf(...args, ...more);
    const configuration = { ...configurationOfFixture("max"), "azure-openai-shield:profile": "prod" };
    const judging = { config: rulesOfFixture("max"), profile: "prod", configuration } as const;
    const found = judgePlan(resources, judging).filter(({ level }) => level === "mandatory");
    expect(found).toEqual([]);
  });
});

test("it meets no mandatory rule either when a first deployment made the security groups and stopped before the network", async () => {
  const [before, deployed] = await Promise.all([planOf(...args, "--first-run"), planOf(...args)]);
  const knows = new Map(deployed.resources.map((one) => [one.urn, one]));
  const made = new Set(["azure-native:network:NetworkSecurityGroup", "azure-native:resources:ResourceGroup"]);
  const resources = before.resources.map((one) => {
    const known = knows.get(one.urn)!;
    if (made.has(one.type)) return known;
    return one.type === "azure-native:network:VirtualNetwork"
      ? { ...one, inputs: known.inputs, outputs: { ...one.outputs, subnets: known.inputs.subnets } }
      : one;
  });
  const judging = { config: rulesOfFixture("max"), configuration: configurationOfFixture("max") };
  expect(judgePlan(resources, judging).filter(({ level }) => level === "mandatory")).toEqual([]);
});

test("what is judged has a rule of its own, and what is harmless has none", () => {
  const ofRules = new Set(rules.flatMap(({ types }) => types));
  expect([...judgedTypes].filter((type) => !ofRules.has(type))).toEqual([]);
  expect(Object.keys(harmless).filter((type) => ofRules.has(type))).toEqual([]);
});
