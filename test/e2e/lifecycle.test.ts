import { Cloud } from "../../local/azure/cloud";
import { changes } from "./support/changes";
import { Engine } from "./support/engine";
import { typeAndName } from "./support/operations";
import { Project, closeProject, openProject } from "./support/project";
import { changed, overlapping, rules, settingsIn } from "./support/shield";

/** The life of test/fixtures/dev.yaml on the real engine: the steps build on each other. */
describe("an environment", () => {
  let project: Project;
  let engine: Engine;
  let settings = settingsIn("test/fixtures/dev.yaml");
  const cloud = () => new Cloud({ dir: project.home.azure });
  beforeAll(async () => {
    project = await openProject("shield");
    engine = await Engine.open(project, settings, overlapping);
  });
  afterAll(() => closeProject(project));

  it("is deployed, and no rule is broken", async () => {
    const run = await engine.up({ policyPacks: [rules] });
    expect(run.failure).toBeUndefined();
    expect(run.operations.every((operation) => operation.startsWith("create "))).toBe(true);
    expect(run.violations.filter((violation) => violation.startsWith("mandatory"))).toEqual([]);
  });

  it("is all that the cloud holds", async () => {
    const resources = (await engine.state()).filter(({ type, id }) => type.startsWith("azure-native:") && id);
    const held = new Set(
      cloud()
        .list()
        .map(({ id }) => id.toLowerCase()),
    );
    expect(resources.filter(({ id }) => !held.has(id?.toLowerCase() ?? "")).map(({ urn }) => urn)).toEqual([]);
    expect(
      cloud()
        .list()
        .every(({ state }) => state === "succeeded"),
    ).toBe(true);
  });

  it("keeps no key of a consumer in its state, so that neither up nor refresh undoes a rotation in Azure", async () => {
    const subscriptions = (await engine.state()).filter(({ type }) => type === "azure-native:apimanagement:Subscription");
    expect(subscriptions.map(({ urn }) => typeAndName(urn).name).sort()).toEqual(["apim-claims-assistant", "apim-service-desk"]);
    expect(JSON.stringify(subscriptions)).not.toMatch(/primaryKey|secondaryKey/);
  });

  it("is left as it is by a second up", async () => {
    const run = await engine.up();
    expect([run.failure, run.operations]).toEqual([undefined, []]);
  });

  it("is left as it is by a refresh", async () => {
    const run = await engine.refresh();
    expect([run.failure, run.operations]).toEqual([undefined, []]);
  });

  it.each(changes)("takes a change: $title", async ({ change, expected }) => {
    settings = changed(settings, change);
    engine.settings(settings);
    const run = await engine.up();
    expect([run.failure, run.operations]).toEqual([undefined, [...expected].sort()]);
  });

  it("takes another tag in place, on everything that has tags", async () => {
    const tagged = (await engine.state()).filter(({ inputs }) => inputs && "tags" in inputs).map(({ urn }) => typeAndName(urn));
    settings = changed(settings, (each) => (each.tags = { ...each.tags, costCentre: "CC-1" }));
    engine.settings(settings);
    const run = await engine.up();
    expect([run.failure, run.operations]).toEqual([undefined, tagged.map(({ type, name }) => `update ${type} ${name}`).sort()]);
  });

  it("is destroyed; Azure keeps the names of what it can bring back", async () => {
    const run = await engine.destroy();
    expect(run.failure).toBeUndefined();
    expect(cloud().list()).toEqual([]);
    expect(await engine.state()).toEqual([]);
    const kept = cloud()
      .listDeleted()
      .map(
        ({ type, id }) =>
          `${type} ${id
            .split("/")
            .at(-1)
            ?.replace(/-[a-z0-9]{5}$/, "")}`,
      );
    expect(kept.sort()).toEqual([
      "Microsoft.ApiManagement/service apim-contoso-ai-dev",
      "Microsoft.CognitiveServices/accounts oai-contoso-ai-dev-francecentral",
      "Microsoft.CognitiveServices/accounts oai-contoso-ai-dev-polandcentral",
      "Microsoft.CognitiveServices/accounts oai-contoso-ai-dev-swedencentral",
      "Microsoft.KeyVault/vaults kv-contoso-ai-dev",
      "Microsoft.OperationalInsights/workspaces log-contoso-ai-dev",
    ]);
  });
});
