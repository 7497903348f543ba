import { RuleResults } from "../../../local/engine/rules";
import { failure, pack, run } from "./support";

const packs = { policyPacks: [pack("packs/colours")] };
const urn = (name: string) => `urn:pulumi:dev::rules::test:index:Thing::${name}`;

describe("rules that find something", () => {
  let rules: RuleResults;
  beforeAll(async () => {
    const colours = ["linked", "red", "green", "grey", "seen"];
    rules = (await run("rules", { ...packs, values: { "rules:colours": colours } })).plan.rules;
  });
  const about = (name: string) => rules.violations.filter((violation) => violation.urn === urn(name));

  it("counts the rules that are not disabled", () => {
    expect(rules.evaluated).toBe(5);
  });

  it("gives a mandatory violation with its severity", () => {
    expect(about("red")).toEqual([
      { rule: "no-red", urn: urn("red"), level: "mandatory", severity: "critical", message: "is red" },
    ]);
  });

  it("gives an advisory violation, with the default of the rule's setting", () => {
    expect(about("green")).toEqual([
      { rule: "prefer", urn: urn("green"), level: "advisory", severity: "low", message: "is green, better is blue" },
    ]);
  });

  it("lets a rule see checked inputs, options and provider", () => {
    expect(about("seen").map(({ message }) => message)).toEqual(["true true default_1_2_3 1.2.3"]);
  });

  it("lets a rule over the stack see outputs, dependencies and parents", () => {
    expect(about("link")).toEqual([
      {
        rule: "linked",
        urn: urn("link"),
        level: "mandatory",
        severity: "medium",
        message: "address-of-link is linked to linked in pulumi:pulumi:Stack",
      },
    ]);
  });

  it("lists exempted violations apart", () => {
    expect(rules.exempted).toEqual([
      { rule: "prefer", urn: urn("grey"), severity: "low", message: "is grey (until the paint dries)" },
    ]);
  });

  it("orders violations by resource", () => {
    expect(rules.violations.map((violation) => violation.urn)).toEqual([urn("green"), urn("link"), urn("red"), urn("seen")]);
  });
});

it("changes what a rule at the level remediate changes, says so, and judges what it made of it", async () => {
  const args = { ...packs, rules: { "no-red": "remediate" as const }, values: { "rules:colours": ["red", "green"] } };
  const { plan } = await run("rules", args);
  expect(plan.rules.violations.filter(({ urn: at }) => at === urn("red"))).toEqual([
    {
      rule: "no-red",
      urn: urn("red"),
      level: "advisory",
      severity: "critical",
      message: 'remediated: value put to "blue"; what reads it was planned with the value before',
    },
  ]);
  const [red, green] = ["red", "green"].map((name) => plan.resources.find((one) => one.urn === urn(name))!);
  expect([red!.inputs.value, red!.outputs.value, green!.inputs.value]).toEqual(["blue", "blue", "green"]);
});

it("finds nothing where nothing is wrong", async () => {
  expect((await run("rules", packs)).plan.rules).toEqual({ evaluated: 5, violations: [], exempted: [] });
});

it("ends the preview when a rule fails", async () => {
  const message = await failure("rules", { ...packs, values: { "rules:colours": ["crash"] } });
  expect(message).toMatch(/^the policy pack colours failed: .*the paint is spilt/s);
});

it("refuses a folder that is no policy pack", async () => {
  expect(await failure("rules", { policyPacks: [pack("whole")] })).toMatch(
    /whole is not a policy pack: it has no PulumiPolicy.yaml$/,
  );
});

describe("a pack that does not answer", () => {
  it("ends the preview when the limit is over, although the program has ended", async () => {
    const args = { policyPacks: [pack("packs/silent")], idleLimit: 5000 };
    expect(await failure("rules", args)).toBe("the rules have not answered in 5 s");
  });

  it("does not keep the preview from being stopped", async () => {
    const stop = new AbortController();
    const listener = { line: (text: string) => text === "the stack is judged" && stop.abort() };
    expect(await failure("rules", { policyPacks: [pack("packs/slow")], signal: stop.signal, listener })).toBe(
      "the preview was stopped",
    );
  });
});
