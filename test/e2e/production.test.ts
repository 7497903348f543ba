import { Cloud } from "../../local/azure/cloud";
import { Engine } from "./support/engine";
import { landingZone, landingZoneFile } from "./support/landingZone";
import { Project, closeProject, openProject } from "./support/project";
import { overlapping, rules, settingsIn } from "./support/shield";

/**
 * A production environment with the vault of its certificate in another resource group, on the real engine: nothing is put into the cloud by hand,
 * what lies outside is declared. The steps build on each other.
 */
describe("a production environment", () => {
  let project: Project;
  let engine: Engine;
  const settings = settingsIn("test/fixtures/production.yaml");
  const left = () =>
    new Cloud({ dir: project.home.azure })
      .list()
      .map(({ type }) => type)
      .sort();
  beforeAll(async () => {
    project = await openProject("shield");
    engine = await Engine.open(project, settings, { ...overlapping, AZURE_LANDING_ZONE: landingZoneFile });
  });
  afterAll(() => closeProject(project));

  it("is deployed, and no rule is broken", async () => {
    const run = await engine.up({ policyPacks: [rules] });
    expect(run.failure).toBeUndefined();
    expect(run.violations.filter((violation) => violation.startsWith("mandatory"))).toEqual([]);
  });

  it("is left as it is by a second up", async () => {
    const run = await engine.up();
    expect([run.failure, run.operations]).toEqual([undefined, []]);
  });

  it("is destroyed, once it is not protected any more, but for what it did not make", async () => {
    engine.settings({ ...settings, protection: { protectStateful: false, locks: false } });
    expect((await engine.up()).failure).toBeUndefined();
    const run = await engine.destroy();
    expect(run.failure).toBeUndefined();
    expect(left()).toHaveLength(landingZone().length);
  });
});
