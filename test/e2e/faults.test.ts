import * as fs from "node:fs";
import * as path from "node:path";
import { projectFolder } from "../../local/pulumi/folders";
import { Engine, StateResource } from "./support/engine";
import { FaultCase, disturb, faultCases, faultTable, sample } from "./support/faults";
import { Planned, deployedPlan } from "./support/plan";
import { Project, closeProject, openProject } from "./support/project";
import { settingsIn } from "./support/shield";

/** Cases of each operation that are tried: a sample, or all of them with FAULTS=all (`npm run test:faults`), which takes hours. */
const all = process.env.FAULTS === "all";
const sampleSize = all ? Infinity : 4;
const seed = 20261122;
const settings = settingsIn("Pulumi.dev.yaml");

/** A deployment that nothing disturbs, to choose operations from and to compare with. */
const undisturbed: { resources: StateResource[]; plan: Record<string, Planned> } = { resources: [], plan: {} };
const projects: Project[] = [];
/** The cases that went well; a test ends with the first one that does not. */
const tried: FaultCase[] = [];
/** Milliseconds for all cases of one operation. */
const timeout = all ? 24 * 3600_000 : sampleSize * 150_000;
async function freshEngine(): Promise<Engine> {
  const project = await openProject("shield");
  projects.push(project);
  return Engine.open(project, settings);
}

beforeAll(async () => {
  const engine = await freshEngine();
  const run = await engine.up();
  expect(run.failure).toBeUndefined();
  undisturbed.resources = await engine.state();
  undisturbed.plan = await deployedPlan(engine);
});
afterEach(() => projects.splice(0).forEach(closeProject));
afterAll(() => {
  if (all) fs.writeFileSync(path.join(projectFolder, "docs", "faults.md"), faultTable(tried));
});

const chosen = (operation: FaultCase["operation"]) => sample(faultCases(undisturbed.resources, operation), sampleSize, seed);

it(
  "survives what goes wrong during up: the next up ends as if nothing had",
  async () => {
    for (const fault of chosen("create")) {
      const engine = await freshEngine();
      const { disturbed, recovered, state } = await disturb(engine, fault, undisturbed.resources);
      expect({ fault, failed: disturbed?.failure !== undefined, recovered: recovered.failure }).toEqual({
        fault,
        failed: fault.kind !== "kill",
        recovered: undefined,
      });
      expect(state).toEqual(undisturbed.plan);
      tried.push(fault);
      projects.splice(0).forEach(closeProject);
    }
  },
  timeout,
);

it(
  "survives what goes wrong during destroy: the next destroy ends with nothing left",
  async () => {
    for (const fault of chosen("delete")) {
      const engine = await freshEngine();
      expect((await engine.up()).failure).toBeUndefined();
      const { recovered, state } = await disturb(engine, fault, undisturbed.resources);
      expect({ fault, recovered: recovered.failure, state }).toEqual({ fault, recovered: undefined, state: {} });
      tried.push(fault);
      projects.splice(0).forEach(closeProject);
    }
  },
  timeout,
);
