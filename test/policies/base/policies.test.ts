import { mustBe } from "../../../policies/base/findings";
import { buildPolicies } from "../../../policies/base/policies";
import { resourceRule, stackRule } from "../../../policies/base/rule";
import { strings } from "../../../policies/base/settings";
import { Exemptions } from "../../../policies/exemptions";
import { runRules, unknown } from "../support";

const facts = { severity: "critical", types: ["keyvault:Vault"], description: "A fact.", remediation: "Do it." } as const;
const colour = resourceRule({
  ...facts,
  name: "colour",
  settings: { colours: strings("Colours.", ["red"]) },
  check: (vault, { colours }) => mustBe(vault.at("colour"), ...colours),
});
const vault = (colourGot: unknown) => [{ type: "keyvault:Vault", name: "vault", inputs: { colour: colourGot } }];
const said = { rule: "colour", resource: "vault" };

describe("settings", () => {
  test("have their defaults when a project gives none", () => {
    expect(runRules([colour], vault("blue"))).toEqual([{ ...said, message: 'colour is "blue"; expected "red"' }]);
  });

  test("are replaced by a project's", () => {
    expect(runRules([colour], vault("blue"), { colour: { colours: ["blue"] } })).toEqual([]);
  });
});

describe("onUnknown", () => {
  const message = 'colour is not known before deployment; expected "red"';

  test("fail: a violation at the rule's level", () => {
    expect(runRules([colour], vault(unknown))).toEqual([{ ...said, message }]);
  });

  test("advisory: advice", () => {
    expect(runRules([colour], vault(unknown), { colour: { onUnknown: "advisory" } })).toEqual([
      { ...said, message, level: "advisory" },
    ]);
  });

  test("ignore: nothing", () => {
    expect(runRules([colour], vault(unknown), { colour: { onUnknown: "ignore" } })).toEqual([]);
  });
});

describe("a rule that fails itself", () => {
  const check = () => {
    throw new TypeError("x is undefined");
  };
  const urn = "urn:pulumi:test::rules::azure-native:keyvault:Vault::vault";

  test.each([resourceRule({ ...facts, name: "faulty", check }), stackRule({ ...facts, name: "faulty", check })])(
    "is a violation that names rule and resource ($kind)",
    (faulty) => {
      expect(runRules([faulty, colour], vault("blue"))).toEqual([
        {
          rule: "faulty",
          resource: "vault",
          message: `rule faulty failed on ${urn}, which is therefore not checked: TypeError: x is undefined`,
        },
        { ...said, message: 'colour is "blue"; expected "red"' },
      ]);
    },
  );
});

describe("policies of the pack", () => {
  const policies = buildPolicies([colour], new Exemptions([], [colour]));

  test("stand between the one that holds the shared settings and the one about exemptions", () => {
    expect(policies.map(({ name }) => name)).toEqual(["environment", "colour", "exemptions"]);
  });

  test("carry what the rule says about itself", () => {
    expect(policies[1]).toMatchObject({
      name: "colour",
      description: "A fact.",
      severity: "critical",
      enforcementLevel: "mandatory",
      remediationSteps: "Do it.",
    });
  });

  test("have a schema with defaults for their settings", () => {
    expect(policies[1]?.configSchema).toEqual({
      properties: {
        colours: { type: "array", items: { type: "string" }, description: "Colours.", default: ["red"] },
        onUnknown: {
          type: "string",
          enum: ["fail", "advisory", "ignore"],
          description: "What a value not known before deployment counts as: a violation, advice, or nothing.",
          default: "fail",
        },
      },
    });
  });
});
