import { Cloud } from "../../local/azure/cloud";
import { Engine } from "./support/engine";
import { Project, closeProject, openProject } from "./support/project";
import { ShieldSettings, changed, settingsIn } from "./support/shield";

/** An environment whose names do not change, destroyed and deployed again: the steps build on each other. */
describe("an environment that is deployed again after a destroy", () => {
  let project: Project;
  let engine: Engine;
  const settings = changed(settingsIn("Pulumi.dev.yaml"), (each) => (each.uniqueSuffix = "again"));
  const upWith = (change: (settings: ShieldSettings) => void) => {
    engine.settings(changed(settings, change));
    return engine.up();
  };
  const restored = (each: ShieldSettings) => {
    // A vault under purge protection is brought back in the portal or left behind under its name.
    each.names = { keyVault: "kv-contoso-again-2" };
    each.openAi.restore = each.openAi.regions.map(({ location }) => location);
    each.apiManagement.restore = true;
  };
  beforeAll(async () => {
    project = await openProject("shield");
    engine = await Engine.open(project, settings);
    for (const run of [await engine.up(), await engine.destroy()]) expect(run.failure).toBeUndefined();
  });
  afterAll(() => closeProject(project));

  it("is refused, because Azure keeps the names", async () => {
    const { failure } = await engine.up();
    expect(failure).toMatch(/FlagMustBeSetForRestore|ServiceAlreadyExistsInSoftDeletedState|already exists in deleted state/);
  });

  it("comes back with what the settings restore", async () => {
    expect((await upWith(restored)).failure).toBeUndefined();
    const kept = new Cloud({ dir: project.home.azure }).listDeleted().map(({ id }) => id.split("/").at(-1));
    expect(kept).toEqual(["kv-contoso-ai-dev-again"]);
  });

  it("stays as it is when the settings say so no more", async () => {
    const run = await upWith((each) => {
      restored(each);
      delete each.openAi.restore;
      delete each.apiManagement.restore;
    });
    expect(run.failure).toBeUndefined();
    expect(run.operations.filter((operation) => !operation.startsWith("update"))).toEqual([]);
    expect((await engine.up()).operations).toEqual([]);
  });

  it("is deployed beside its past under another suffix", async () => {
    expect((await engine.destroy()).failure).toBeUndefined();
    expect((await upWith((each) => (each.uniqueSuffix = "other"))).failure).toBeUndefined();
  });
});
