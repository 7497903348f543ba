import { Cloud } from "../../local/azure/cloud";
import { Engine, refusalsIn } from "./support/engine";
import { Project, closeProject, openProject } from "./support/project";
import { ShieldSettings, changed, settingsIn } from "./support/shield";

/** An environment whose names do not change, destroyed and deployed again: the steps build on each other. */
describe("an environment that is deployed again after a destroy", () => {
  let project: Project;
  let engine: Engine;
  const settings = changed(settingsIn("test/fixtures/dev.yaml"), (each) => (each.uniqueSuffix = "again"));
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

  it("is refused, because Azure keeps the names of vault and accounts", async () => {
    expect(refusalsIn(await engine.up({ continueOnError: true }))).toEqual([
      "cognitiveservices:Account openai-francecentral: FlagMustBeSetForRestore",
      "cognitiveservices:Account openai-swedencentral: FlagMustBeSetForRestore",
      "keyvault:Vault vault: ConflictError",
    ]);
  });

  it("is refused when these are restored, because Azure keeps the name of API Management too", async () => {
    const run = await upWith((each) => {
      restored(each);
      delete each.apiManagement.restore;
    });
    expect(refusalsIn(run)).toEqual(["apimanagement:ApiManagementService apim: ServiceAlreadyExistsInSoftDeletedState"]);
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

  it("is made anew under its names once they are purged, all but the vault's, which purge protection keeps", async () => {
    expect((await engine.destroy()).failure).toBeUndefined();
    const cloud = new Cloud({ dir: project.home.azure });
    const [vaults, others] = [true, false].map((isVault) =>
      cloud.listDeleted().filter(({ type }) => (type === "Microsoft.KeyVault/vaults") === isVault),
    );
    expect(others?.map(({ type }) => type).sort()).toEqual([
      "Microsoft.ApiManagement/service",
      "Microsoft.CognitiveServices/accounts",
      "Microsoft.CognitiveServices/accounts",
      "Microsoft.OperationalInsights/workspaces",
    ]);
    others?.forEach(({ id }) => cloud.purge(id));
    for (const { id } of vaults ?? []) expect(() => cloud.purge(id)).toThrow("purge protection is enabled");
    const run = await upWith((each) => (each.names = { keyVault: "kv-contoso-again-3" }));
    expect(run.failure).toBeUndefined();
    expect(run.operations.every((operation) => operation.startsWith("create "))).toBe(true);
  });

  it("is deployed beside its past under another suffix", async () => {
    expect((await engine.destroy()).failure).toBeUndefined();
    expect((await upWith((each) => (each.uniqueSuffix = "other"))).failure).toBeUndefined();
  });
});
