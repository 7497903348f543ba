import { rules } from "../../../policies/rules";
import { goodStack } from "../goodStack";
import { runRules } from "../support";

describe("a private stack on its first deployment", () => {
  test("breaks no rule", () => {
    expect(runRules(rules, goodStack())).toEqual([]);
  });

  test("has something for every rule to judge", () => {
    const types = new Set(goodStack().map((sample) => sample.type));
    const idle = rules.filter((rule) => !rule.types.some((type) => types.has(type))).map((rule) => rule.name);
    expect(idle).toEqual(["provider-azure-native"]); // nothing of another provider is good
  });
});
