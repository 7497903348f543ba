import { Cloud } from "../../local/azure/cloud";
import { Engine } from "./support/engine";
import { deployedPlan, offlinePlan, realPlan } from "./support/plan";
import { Project, closeProject, openProject } from "./support/project";
import { seedLandingZone } from "./support/landingZone";
import { rules, settingsIn } from "./support/shield";

/** Where the two engines differ, the offline one is wrong. */
describe("the offline preview says what the real engine says", () => {
  let project: Project;
  afterEach(() => closeProject(project));

  it.each(["Pulumi.dev.yaml", "Pulumi.prod.yaml", "test/fixtures/max.yaml"])(
    "before the first deployment of %s",
    async (file) => {
      project = await openProject("shield");
      const engine = await Engine.open(project, settingsIn(file));
      const offline = await offlinePlan(engine, { firstRun: true });
      expect(realPlan(engine)).toEqual(offline.resources);
    },
  );

  it("of the rules, before the first deployment of Pulumi.dev.yaml", async () => {
    project = await openProject("shield");
    const engine = await Engine.open(project, settingsIn("Pulumi.dev.yaml"));
    const run = await engine.preview({ policyPacks: [rules] });
    const offline = await offlinePlan(engine, { firstRun: true, policyPacks: [rules] });
    expect(run.violations).toEqual(offline.violations);
  });

  it.each(["Pulumi.dev.yaml", "Pulumi.prod.yaml", "test/fixtures/max.yaml"])(
    "once %s is deployed, with the same results of the rules",
    async (file) => {
      project = await openProject("shield");
      const settings = settingsIn(file);
      seedLandingZone(new Cloud({ dir: project.home.azure }), settings);
      const engine = await Engine.open(project, settings);
      const run = await engine.up({ policyPacks: [rules] });
      expect(run.failure).toBeUndefined();
      const offline = await offlinePlan(engine, { firstRun: false, policyPacks: [rules] });
      expect(await deployedPlan(engine)).toEqual(offline.resources);
      expect(run.violations).toEqual(offline.violations);
    },
  );
});
