import { Deployment, DeploymentArgs, Goal, PlannedResource } from "../../../local/engine/deployment";
import { planOf } from "../../../local/engine/plan";
import { secret } from "../../../local/engine/properties";
import { FunctionError } from "../../../local/protocol/provider";
import { lookup, testProvider } from "./support";

const noRules = { evaluated: 0, violations: [], exempted: [] };
const signature = "4dabf18193072939515e22adb298388d";

function deployment(args: Partial<DeploymentArgs> = {}): Deployment {
  return new Deployment({ project: "p", stack: "dev", firstRun: false, providerFor: lookup, ...args });
}

function goal(name: string, rest: Partial<Goal> = {}): Goal {
  return {
    type: "test:index:Thing",
    name,
    custom: true,
    inputs: {},
    dependencies: [],
    propertyDependencies: {},
    options: {},
    version: "1.2.3",
    ...rest,
  };
}

const urn = (name: string) => `urn:pulumi:dev::p::test:index:Thing::${name}`;

describe("what is refused", () => {
  it("refuses two resources with one URN", () => {
    const made = deployment();
    made.register(goal("a"));
    expect(() => made.register(goal("a"))).toThrow(`Duplicate resource URN '${urn("a")}'; try giving it a unique name`);
  });

  it.each([
    ["a parent that is not registered", { parent: urn("none") }, `could not find parent resource ${urn("none")}`],
    [
      "a dependency that is not registered",
      { dependencies: [urn("none")] },
      `depends on ${urn("none")}, which is not registered`,
    ],
    [
      "a package without a stand-in",
      { type: "aws:s3:Bucket" },
      "a (aws:s3:Bucket): the stand-in does not simulate the package aws",
    ],
    [
      "a provider of the program's own",
      { type: "pulumi:providers:test" },
      "the resource a (pulumi:providers:test) is not simulated",
    ],
    ["a type without three parts", { type: "test:Thing" }, "test:Thing is not a type of a custom resource"],
  ])("refuses %s", (_what, rest, message) => {
    expect(() => deployment().register(goal("a", rest))).toThrow(message);
  });

  it("hands on to the program that a function has no result", () => {
    const none = new FunctionError("nobody knows");
    const stand = {
      ...testProvider,
      invoke: (): never => {
        throw none;
      },
    };
    expect(() => deployment({ providerFor: () => stand }).invoke("test:index:get", {})).toThrow(none);
  });

  it("refuses a function that is not simulated", () => {
    expect(() => deployment().invoke("test:index:other", {})).toThrow(
      "the function test:index:other: the stand-in does not simulate test:index:other",
    );
  });

  it("refuses outputs for a resource that is not registered", () => {
    expect(() => deployment().setOutputs(urn("none"), {})).toThrow(`outputs for ${urn("none")}, which is not registered`);
  });
});

it("gives a provider plain inputs", () => {
  const seen: unknown[] = [];
  const provider = {
    ...testProvider,
    check: (_type: string, _urn: string, inputs: object) => (seen.push(inputs), { inputs: { ...inputs }, failures: [] }),
  };
  deployment({ providerFor: () => provider }).register(goal("a", { inputs: { value: secret("x") } }));
  expect(seen).toEqual([{ value: "x" }]);
});

it("marks the outputs that a provider calls secret", () => {
  const provider = { ...testProvider, secretOutputs: () => ["address"] };
  const { outputs } = deployment({ providerFor: () => provider }).register(goal("a"));
  expect(outputs.address).toEqual(secret("address-of-a"));
});

it("asks for one stand-in a package", () => {
  let made = 0;
  const one = deployment({ providerFor: () => (made++, testProvider) });
  one.register(goal("a"));
  one.register(goal("b"));
  expect(made).toBe(1);
});

it("adds the dependencies of output values to those of their property", () => {
  const one = deployment();
  one.register(goal("a"));
  const value = { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: "x", dependencies: [urn("a")] };
  const { propertyDependencies } = one.register(goal("b", { inputs: { value } }));
  expect(propertyDependencies).toEqual({ value: [urn("a")] });
});

it.each([
  ["takes over protection", {}, true],
  ["may say otherwise", { protect: false }, false],
])("a child %s", (_what, options, expected) => {
  const one = deployment();
  const parent = one.register(goal("group", { type: "x:y:Group", custom: false, options: { protect: true } }));
  expect(one.register(goal("a", { parent: parent.urn, options })).options.protect).toBe(expected);
});

describe("default providers", () => {
  const seen: PlannedResource[] = [];
  const one = deployment({ onChecked: (resource) => seen.push(resource) });
  beforeAll(() => {
    one.register(goal("a"));
    one.register(goal("b"));
    one.register(goal("c", { version: "2.0.0-rc.1" }));
  });

  it("are made once for each version, before the first resource that needs one", () => {
    expect(seen.map(({ name }) => name)).toEqual(["default_1_2_3", "a", "b", "default_2_0_0_rc_1", "c"]);
  });

  it("are not part of the plan", () => {
    expect(planOf(one, "p", "dev", noRules).resources.map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });
});

it("gives the same plan whatever the order of registration was", () => {
  const plans = [
    ["a", "b", "c"],
    ["c", "b", "a"],
  ].map((names) => {
    const one = deployment();
    const root = one.register(goal("p-dev", { type: "pulumi:pulumi:Stack", custom: false }));
    for (const name of names) one.register(goal(name, { parent: root.urn, inputs: { value: name } }));
    one.register(goal("last", { dependencies: names.map(urn) }));
    return JSON.stringify(planOf(one, "p", "dev", noRules));
  });
  expect(plans[1]).toBe(plans[0]);
});

it("lists a resource after those it depends on, against the order of names", () => {
  const one = deployment();
  one.register(goal("z"));
  one.register(goal("a", { dependencies: [urn("z")] }));
  expect(planOf(one, "p", "dev", noRules).resources.map(({ name }) => name)).toEqual(["z", "a"]);
});
