import * as pulumi from "@pulumi/pulumi";
import { withoutPromiseTraces, withoutVersionAliases } from "../../stacks/sdkCosts";

describe("aliases of a resource", () => {
  const left = (opts: pulumi.CustomResourceOptions) =>
    withoutVersionAliases({ resource: {} as pulumi.Resource, type: "t", name: "n", props: {}, opts })?.opts;

  it("are left out when they are a type of one API version and nothing else", () => {
    const aliases = [
      { type: "azure-native:network/v20230401:Subnet" },
      { type: "azure-native:insights/v20210501preview:DiagnosticSetting" },
    ];
    expect(left({ protect: true, aliases })).toEqual({ protect: true, aliases: [] });
  });

  it.each<pulumi.Alias | string>([
    { type: "azure-native:insights:DiagnosticSetting" },
    { type: "azure-native:network/v20230401:Subnet", name: "former" },
    { name: "former" },
    { type: pulumi.output("azure-native:network/v20230401:Subnet") },
    "urn:pulumi:dev::shield::azure-native:network/v20230401:Subnet::former",
  ])("stay otherwise: %j", (alias) => {
    expect(left({ aliases: [alias] })).toEqual({ aliases: [alias] });
  });

  it("may be none", () => expect(left({ protect: true })).toEqual({ protect: true }));
});

describe("stack traces", () => {
  const debuggable = jest.requireActual<{ debuggablePromise: (promise: Promise<void>) => Promise<void> }>(
    "@pulumi/pulumi/runtime/debuggable",
  );
  const { debuggablePromise } = debuggable;
  const leaks = process.env.PULUMI_DEBUG_PROMISE_LEAKS;
  beforeEach(() => delete process.env.PULUMI_DEBUG_PROMISE_LEAKS);
  afterEach(() => {
    debuggable.debuggablePromise = debuggablePromise;
    if (leaks !== undefined) process.env.PULUMI_DEBUG_PROMISE_LEAKS = leaks;
    else delete process.env.PULUMI_DEBUG_PROMISE_LEAKS;
  });
  const traceOfPromise = () => {
    const promise = Promise.resolve();
    void debuggable.debuggablePromise(promise);
    return (promise as unknown as { _debugStackTrace: string })._debugStackTrace;
  };

  it("of the SDK's promises have no frames", () => {
    expect(traceOfPromise()).toMatch(/\n +at .*debuggable/);
    withoutPromiseTraces();
    expect(traceOfPromise()).toMatch(/^Error(: )?$/);
  });

  it("of errors stay", () => {
    withoutPromiseTraces();
    traceOfPromise();
    expect(new Error("wrong").stack).toMatch(/^Error: wrong\n +at .*sdkCosts\.test/);
  });

  it("stay when Pulumi is asked for promises that never end", () => {
    process.env.PULUMI_DEBUG_PROMISE_LEAKS = "true";
    withoutPromiseTraces();
    expect(traceOfPromise()).toMatch(/\n +at .*debuggable/);
  });
});
