import { unknownValue } from "../../../local/engine/properties";
import { Plan } from "../../../local/engine/plan";
import { failure, named, run } from "./support";

const root = "urn:pulumi:dev::whole::pulumi:pulumi:Stack::whole-dev";
const group = "urn:pulumi:dev::whole::fixture:index:Group";
const thing = "test:index:Thing";
const urns = {
  base: `urn:pulumi:dev::whole::${thing}::base`,
  outer: `${group}::outer`,
  inner: `${group}$fixture:index:Group::inner`,
  first: `${group}$${thing}::first`,
  leaf: `${group}$fixture:index:Group$${thing}::leaf`,
};

describe("the plan of a program", () => {
  let plan: Plan;
  let again: Plan;
  beforeAll(async () => {
    [{ plan }, { plan: again }] = await Promise.all([run("whole", { passphrase: "abc" }), run("whole", { passphrase: "abc" })]);
  });

  it("lists stack, components and resources, each after what it needs", () => {
    expect(plan.resources.map(({ name }) => name)).toEqual([
      "whole-dev",
      "outer",
      "inner",
      "base",
      "first",
      "leaf",
      "from-lookup",
      "last",
    ]);
  });

  it("is the same text when it is made twice", () => {
    expect(JSON.stringify(again)).toBe(JSON.stringify(plan));
  });

  it("names project and stack", () => {
    expect([plan.version, plan.project, plan.stack]).toEqual([1, "whole", "dev"]);
  });

  it.each(Object.entries(urns))("gives %s a URN with the types of its parents", (name, urn) => {
    expect(named(plan, name).urn).toBe(urn);
  });

  it.each([
    ["base", root],
    ["outer", root],
    ["inner", urns.outer],
    ["leaf", urns.inner],
  ])("gives %s its parent", (name, parent) => {
    expect(named(plan, name).parent).toBe(parent);
  });

  it("gives what another resource answers", () => {
    expect(named(plan, "first").inputs).toEqual({ checked: true, list: ["id-of-base", "fixed"], value: "address-of-base" });
  });

  it("gives the id of a resource as it is after a deployment", () => {
    expect(named(plan, "base").id).toBe("id-of-base");
  });

  it("gives the dependencies of each property", () => {
    expect(named(plan, "first").propertyDependencies).toEqual({ list: [urns.base], value: [urns.base] });
  });

  it("gives dependencies from inputs and from dependsOn together", () => {
    expect(named(plan, "leaf").dependencies).toEqual([urns.first, urns.base]);
  });

  it("takes a dependency on a component as one on what is inside", () => {
    expect(named(plan, "last").dependencies).toEqual([urns.leaf, urns.first]);
  });

  it("reads the project's defaults and the stack's values as the program does", () => {
    expect(named(plan, "base").inputs).toEqual({ checked: true, depth: 3, owner: "platform", value: "hello" });
  });

  it("gives the outputs of a component", () => {
    expect(named(plan, "inner").outputs).toEqual({ leafAddress: "address-of-leaf" });
  });

  it("gives the outputs of the stack", () => {
    expect(plan.outputs).toEqual({
      address: "address-of-base",
      answer: "north found",
      id: "id-of-base",
      lastAddress: "[secret]",
      secretText: "[secret]",
    });
  });

  it("hides a secret inside of an input and where the answer repeats it", () => {
    const { inputs, outputs } = named(plan, "leaf");
    expect([inputs.nested, outputs.nested]).toEqual([{ password: "[secret]" }, { password: "[secret]" }]);
  });

  it("holds no secret in plain text anywhere", () => {
    expect(JSON.stringify(plan)).not.toContain("hunter2");
  });

  it("gives the options that are set, without aliases of other versions of the type", () => {
    expect(named(plan, "last").options).toEqual({
      additionalSecretOutputs: ["address"],
      aliases: [{ name: "former", parent: root }],
      customTimeouts: { create: "5m" },
      deleteBeforeReplace: true,
      ignoreChanges: ["value"],
      retainOnDelete: true,
    });
  });

  it("gives the former type of a component", () => {
    expect(named(plan, "inner").options).toEqual({
      aliases: [{ type: "fixture:index:FormerGroup", parent: named(plan, "outer").urn }],
    });
  });

  it("gives no option that is not set", () => {
    expect([named(plan, "base").options, named(plan, "first").options]).toEqual([{}, { protect: true }]);
  });
});

describe("the plan before a first deployment", () => {
  let plan: Plan;
  beforeAll(async () => {
    ({ plan } = await run("whole", { passphrase: "abc", firstRun: true }));
  });

  it("lists the same resources", () => {
    expect(plan.resources.map(({ name }) => name)).toEqual([
      "whole-dev",
      "outer",
      "inner",
      "base",
      "first",
      "leaf",
      "from-lookup",
      "last",
    ]);
  });

  it("leaves unknown what the provider has not answered", () => {
    expect(named(plan, "first").inputs).toEqual({ checked: true, list: [unknownValue, "fixed"], value: unknownValue });
  });

  it("gives no id", () => {
    expect(named(plan, "base")).not.toHaveProperty("id");
  });

  it("keeps the dependencies of unknown values", () => {
    expect(named(plan, "first").propertyDependencies).toEqual({ list: [urns.base], value: [urns.base] });
  });

  it("gives unknown outputs of the stack as unknown", () => {
    expect([plan.outputs.address, plan.outputs.id, plan.outputs.answer]).toEqual([unknownValue, unknownValue, "north found"]);
  });
});

describe("a program that cannot be previewed", () => {
  it("ends, when outputs wait for each other, with the names of the resources", async () => {
    expect(await failure("stuck")).toBe(
      "the program waits for values that can never come: an output waits for itself, through another output or a dependency\n" +
        "Waiting for ever:\n  one (test:index:Thing)\n  two (test:index:Thing)",
    );
  });

  it("shows its own error once, with the lines of the program only", async () => {
    expect(await failure("failing")).toBe("the gate is closed\n    at broken (index.ts:4:9)\n    at index.ts:8:1");
  });

  it("stops at a type that is not simulated", async () => {
    expect(await failure("unknown-type")).toBe("odd (test:index:Gadget): the stand-in does not simulate test:index:Gadget");
  });

  it("stops at a feature that is not simulated", async () => {
    expect(await failure("transforms")).toBe(
      "a transform of the whole stack is not simulated by the offline preview; use the real engine (`pulumi preview`) for this program",
    );
  });

  it("shows everything that a provider refuses", async () => {
    expect(await failure("checks")).toBe(
      "the provider refuses 2 inputs:\n  bad (test:index:Thing): value: is refused\n  worse (test:index:Thing): value: is refused",
    );
  });

  it("is not started without a value that the project demands", async () => {
    const config = { values: {}, secretKeys: [], undecrypted: [], missing: ["a", "b"] };
    expect(await failure("whole", { config })).toBe("the stack has no value for: a, b");
  });

  it("is refused when no engine could pass it on", async () => {
    const config = { values: { "whole:list": "x".repeat(131_050) }, secretKeys: [], undecrypted: [], missing: [] };
    expect(await failure("whole", { config })).toMatch(
      /^the stack's configuration has 1310\d\d bytes as Pulumi passes it; allowed: 131072,/,
    );
  });

  it("ends when it is stopped", async () => {
    expect(await failure("idle", { signal: AbortSignal.timeout(1000) })).toBe("the preview was stopped");
  });

  it("ends when it was stopped before it began", async () => {
    expect(await failure("idle", { signal: AbortSignal.abort() })).toBe("the preview was stopped");
  });

  it("ends when the stand-ins cannot be loaded", async () => {
    expect(await failure("idle", { providers: () => Promise.reject(new Error("no stand-ins")) })).toBe("no stand-ins");
  });

  it("ends when it does nothing any more", async () => {
    expect(await failure("idle", { idleLimit: 1500 })).toBe("the program has asked for nothing in 1.5 s and does not end");
  });
});
