import { Cloud } from "../../local/azure/cloud";
import { consumerTexts } from "./support/changes";
import { Engine } from "./support/engine";
import { landingZone, seedLandingZone } from "./support/landingZone";
import { Project, closeProject, openProject } from "./support/project";
import { ShieldSettings, changed, overlapping, settingsIn } from "./support/shield";

/** Takes a consumer away. */
function leaves(settings: ShieldSettings, consumer: string): void {
  settings.consumers = settings.consumers?.filter(({ name }) => name !== consumer);
}

/** The life of an environment with every option, protected and locked, on the real engine: the steps build on each other. */
describe("a protected environment", () => {
  let project: Project;
  let engine: Engine;
  let settings = settingsIn("test/fixtures/max.yaml");
  let seeded: string[];
  const cloud = () => new Cloud({ dir: project.home.azure });
  const change = async (each: (settings: ShieldSettings) => void) => {
    settings = changed(settings, each);
    engine.settings(settings);
    return engine.up();
  };
  beforeAll(async () => {
    project = await openProject("shield");
    seeded = seedLandingZone(cloud());
    engine = await Engine.open(project, settings, overlapping);
  });
  afterAll(() => closeProject(project));

  it("is deployed, and left as it is by a second up and a refresh", async () => {
    expect((await engine.up()).failure).toBeUndefined();
    for (const run of [await engine.up(), await engine.refresh()]) expect([run.failure, run.operations]).toEqual([undefined, []]);
  });

  it("takes new customer-managed keys beside the old ones", async () => {
    const run = await change(({ openAi }) => (openAi.customerManagedKeyGeneration = 2));
    const regions = settings.openAi.regions.map(({ location }) => location).sort();
    expect([run.failure, run.operations]).toEqual([
      undefined,
      [
        ...regions.map((region) => `create keyvault:Key vault-${region}-openai-2`),
        ...[...regions, "stored-legal-review"].map((name) => `update cognitiveservices:Account openai-${name}`),
      ].sort(),
    ]);
  });

  it("takes more units of API Management in place", async () => {
    const run = await change(({ apiManagement }) => (apiManagement.units = 9));
    expect([run.failure, run.operations]).toEqual([undefined, ["update apimanagement:ApiManagementService apim"]]);
  });

  it("loses no region by a slip: Pulumi refuses before it begins", async () => {
    const before = cloud().list();
    engine.settings(changed(settings, ({ openAi }) => openAi.regions.pop()));
    expect(await engine.command("up", "--yes")).toMatch(/openai-eastus2.*cannot be deleted\s+because it is protected/s);
    expect(cloud().list()).toEqual(before);
    engine.settings(settings);
  });

  it("loses a consumer when the locks go in the same change", async () => {
    const run = await change((each) => {
      leaves(each, "marketing-images");
      each.protection = { protectStateful: true, locks: false };
    });
    const others = run.operations.filter((operation) => !operation.startsWith("delete authorization:ManagementLock"));
    expect([run.failure, others]).toEqual([
      undefined,
      ["delete apimanagement:Subscription apim-marketing-images", ...consumerTexts].sort(),
    ]);
  });

  it("loses none while it is locked, and goes on as the document says", async () => {
    expect((await change((each) => (each.protection = { protectStateful: true, locks: true }))).failure).toBeUndefined();
    expect((await change((each) => leaves(each, "contract-search"))).failure).toContain("ScopeLocked");
    expect(await engine.command("destroy", "--yes", "--target", "**-lock")).toBeUndefined();
    const run = await change((each) => (each.protection = { protectStateful: true, locks: false }));
    expect([run.failure, (await engine.up()).operations]).toEqual([undefined, []]);
  });

  it("is not destroyed while it is protected", async () => {
    const before = cloud().list();
    expect(await engine.command("destroy", "--yes")).toContain("because it is protected");
    expect(cloud().list()).toEqual(before);
  });

  it("is destroyed as the document says; what others made stays, and Azure keeps the names of what it can bring back", async () => {
    expect((await change((each) => (each.protection = { protectStateful: false, locks: false }))).failure).toBeUndefined();
    const run = await engine.destroy();
    expect([run.failure, await engine.state()]).toEqual([undefined, []]);
    expect(
      cloud()
        .list()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...seeded].sort());
    const kept = cloud().listDeleted();
    expect([...new Set(kept.map(({ type }) => type))].sort()).toEqual([
      "Microsoft.ApiManagement/service",
      "Microsoft.CognitiveServices/accounts",
      "Microsoft.KeyVault/vaults",
      "Microsoft.OperationalInsights/workspaces",
    ]);
    expect(landingZone().length).toBe(seeded.length);
  });
});
