import { Cloud } from "../../local/azure/cloud";
import { Engine, asPublished } from "./support/engine";
import { deployedPlan, offlinePlan, realPlan } from "./support/plan";
import { Project, closeProject, openProject } from "./support/project";

const resources = [
  "authorization:RoleAssignment assignment",
  "keyvault:Secret secret",
  "keyvault:Vault vault",
  "managedidentity:UserAssignedIdentity identity",
  "network:VirtualNetwork network-one",
  "random:index/randomString:RandomString suffix",
  "resources:ResourceGroup group",
];
const each = (op: string, names: readonly string[] = resources) => names.map((name) => `${op} ${name}`);

/** The life of a small program, to prove harness, plugins and language host apart from the whole one. The steps build on each other. */
describe("a small program on the real engine", () => {
  let project: Project;
  let engine: Engine;
  beforeAll(async () => {
    project = await openProject("small");
    engine = await Engine.open(project, {}, asPublished);
  });
  afterAll(() => closeProject(project));

  const operations = async (settings?: Record<string, unknown>) => {
    if (settings) engine.settings(settings);
    const run = await engine.up();
    expect(run.failure).toBeUndefined();
    return run.operations;
  };

  it("has the plan of the offline engine before its first deployment", async () => {
    const offline = await offlinePlan(engine, { firstRun: true });
    expect(realPlan(engine)).toEqual(offline.resources);
  });

  it("is created", async () => expect(await operations()).toEqual(each("create")));
  it("has the plan of the offline engine when it is deployed", async () => {
    const offline = await offlinePlan(engine, { firstRun: false });
    expect(await deployedPlan(engine)).toEqual(offline.resources);
  });
  it("is left as it is by a second up", async () => expect(await operations()).toEqual([]));
  it("is left as it is by a refresh", async () => {
    const run = await engine.refresh();
    expect([run.failure, run.operations]).toEqual([undefined, []]);
  });
  it("adds a network at the front and renames nothing", async () =>
    expect(await operations({ networks: ["two", "one"], "range-one": "10.0.0.0/16" })).toEqual([
      "create network:VirtualNetwork network-two",
    ]));
  it("replaces nothing when the order changes", async () =>
    expect(await operations({ networks: ["one", "two"], "range-one": "10.0.0.0/16", "range-two": "10.0.0.0/16" })).toEqual([]));
  it("removes it again", async () => expect(await operations({})).toEqual(["delete network:VirtualNetwork network-two"]));
  it("changes tags in place", async () =>
    expect(await operations({ team: "other" })).toEqual([
      "update keyvault:Secret secret",
      "update keyvault:Vault vault",
      "update managedidentity:UserAssignedIdentity identity",
      "update network:VirtualNetwork network-one",
      "update resources:ResourceGroup group",
    ]));

  it("shows the rest when the program fails, and says why", async () => {
    engine.settings({ team: "other", fails: true });
    const run = await engine.up();
    expect(run.failure).toContain("the program was told to fail");
    expect(run.operations).toEqual([]);
    engine.settings({ team: "other" });
  });

  it("survives it when Azure throttles, and waits as long as Azure says", async () => {
    const cloud = new Cloud({ dir: project.home.azure });
    cloud.fail({ operation: "update", match: "vnet-one", error: "throttled", retryAfterSeconds: 100, times: 2 });
    engine.setEnvironment({ AZURE_TIME_SCALE: "0.05" });
    engine.settings({ team: "other", "range-one": "10.9.0.0/16" });
    const { failure, operations, steps } = await engine.up();
    expect([failure, operations]).toEqual([undefined, ["update network:VirtualNetwork network-one"]]);
    // Twice 5 s, counted in whole seconds; without Retry-After azure-native would wait for 20 s and 60 s, which are 4 s here.
    expect((steps[0]?.ended ?? 0) - (steps[0]?.began ?? 0)).toBeGreaterThanOrEqual(9);
    cloud.clearFaults();
    engine.setEnvironment({ AZURE_TIME_SCALE: undefined });
  });

  it("is destroyed", async () => {
    const run = await engine.destroy();
    expect([run.failure, run.operations]).toEqual([undefined, each("delete")]);
  });
});
