import { ResourceValidationArgs, unknownCheckingProxy } from "@pulumi/policy";
import { buildPolicies } from "../../policies/base/policies";
import type { ResourceRule } from "../../policies/base/rule";
import { Scalar } from "../../policies/base/value";
import { Exemptions } from "../../policies/exemptions";
import { rules } from "../../policies/rules";
import { runRules, unknown } from "./support";

type Inputs = Record<string, unknown>;

const withSafeValues = rules.filter((rule): rule is ResourceRule => rule.kind === "resource" && rule.safe !== undefined);
const urn = (type: string) => `urn:pulumi:test::rules::azure-native:${type}::one`;

/** What a rule at level `remediate` makes of a resource's inputs. */
function remediated(
  rule: ResourceRule,
  type: string,
  inputs: Inputs,
  exemptions = new Exemptions([], [rule]),
): Inputs | undefined {
  const policy = buildPolicies([rule], exemptions, undefined, "{}").find(({ name }) => name === rule.name)!;
  if (!("remediateResource" in policy) || !policy.remediateResource) throw new Error(`${rule.name} remediates nothing`);
  const args = {
    type: `azure-native:${type}`,
    urn: urn(type),
    name: "one",
    props: unknownCheckingProxy(inputs),
    getConfig: () => ({}),
  } as unknown as ResourceValidationArgs;
  return policy.remediateResource(args) as Inputs | undefined;
}

const opposite = (value: Scalar): Scalar =>
  typeof value === "boolean" ? !value : value === "False" ? "True" : "Enabled-by-somebody";

function inputsWith(values: readonly (readonly [place: string, value: Scalar])[], inputs: Inputs = { name: "kept" }): Inputs {
  for (const [place, value] of values) {
    const keys = place.split("/");
    const last = keys.pop()!;
    let at = inputs;
    for (const key of keys) at = (at[key] ??= {}) as Inputs;
    at[last] = value;
  }
  return inputs;
}

const cases = withSafeValues.flatMap((rule) => rule.types.map((type) => [rule.name, type, rule] as const));

test("rules that decide about ways in and keys can put the safe value", () => {
  expect(withSafeValues.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "cog-public-network-disabled",
      "cog-local-auth-disabled",
      "st-min-tls12",
      "st-https-only",
      "apim-tls-min",
    ]),
  );
});

test.each(cases)("%s puts %s right, and leaves the rest of it as it is", (_, type, rule) => {
  const broken = inputsWith(Object.entries(rule.safe!).map(([place, value]) => [place, opposite(value)]));
  expect(runRules([rule], [{ type, name: "one", inputs: structuredClone(broken) }])).not.toEqual([]);
  const mended = remediated(rule, type, broken)!;
  expect(runRules([rule], [{ type, name: "one", inputs: mended }])).toEqual([]);
  expect(mended["name"]).toBe("kept");
});

test.each(cases)("%s puts a value that %s lacks", (_, type, rule) => {
  const missing = runRules([rule], [{ type, name: "one", inputs: {} }]).length > 0;
  expect(remediated(rule, type, {})).toEqual(missing ? inputsWith(Object.entries(rule.safe!), {}) : undefined);
});

describe("remediation", () => {
  const rule = withSafeValues.find(({ name }) => name === "cog-public-network-disabled")!;
  const type = "cognitiveservices:Account";

  test("changes nothing of a resource that keeps the rule", () => {
    expect(remediated(rule, type, { properties: { publicNetworkAccess: "disabled" } })).toBeUndefined();
  });

  test("changes nothing in an object that is unknown, and the rule refuses it", () => {
    expect(remediated(rule, type, { properties: unknown })).toBeUndefined();
    expect(runRules([rule], [{ type, name: "one", inputs: { properties: unknown } }])).toHaveLength(1);
  });

  test.each(["[secret]", 5])("changes nothing where %j stands for the object", (properties) => {
    expect(remediated(rule, type, { properties })).toBeUndefined();
  });

  test("leaves alone what is exempted", () => {
    const entry = {
      rule: rule.name,
      resource: "*::one",
      reason: "r",
      approvedBy: "p",
      owner: "p",
      ticket: "t",
      expires: "2026-12-01",
    };
    const exemptions = new Exemptions([entry], [rule], () => new Date("2026-11-25T12:00:00Z"));
    expect(remediated(rule, type, { properties: { publicNetworkAccess: "Enabled" } }, exemptions)).toBeUndefined();
  });
});
