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

test("what is judged has a rule of its own, and what is harmless has none", () => {
  const ofRules = new Set(rules.flatMap(({ types }) => types));
  expect([...judgedTypes].filter((type) => !ofRules.has(type))).toEqual([]);
  expect(Object.keys(harmless).filter((type) => ofRules.has(type))).toEqual([]);
});
