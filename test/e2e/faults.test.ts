import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectFolder } from "../../local/pulumi/folders";
import { Engine, StateResource } from "./support/engine";
import { DeployedState, FaultCase, Outcome, faultCases, lean, sample, tryAll, tryCase } from "./support/faults";
import { faultTable, keyOf, survivedIn } from "./support/faultTable";
import { deployedPlan } from "./support/plan";
import { closeProject, openProject } from "./support/project";
import { settingsIn } from "./support/shield";

/**
 * Which cases are tried: a sample of each operation, or with FAULTS=all (`npm run test:faults`) all of them, which takes hours and writes the
 * table; FAULTS=rest goes on with what the table lacks.
 */
const mode = process.env.FAULTS as "all" | "rest" | undefined;
const sampleSize = mode ? Infinity : 6;
const seed = 20261122;
const timeout = mode ? 24 * 3600_000 : 600_000;
const table = path.join(projectFolder, "docs", "faults.md");

/** An environment before its first deployment and one after it: where each case begins. */
let fresh: Engine;
let deployed: Engine;
let resources: StateResource[];
let plan: DeployedState;
let survived: ReadonlySet<string> = new Set();
const tried: Outcome[] = [];

beforeAll(async () => {
  fresh = await Engine.open(await openProject("shield"), settingsIn("Pulumi.dev.yaml"), lean);
  deployed = await fresh.copy();
  expect((await deployed.up()).failure).toBeUndefined();
  resources = await deployed.state();
  plan = await deployedPlan(deployed);
  if (mode === "rest") survived = survivedIn(fs.readFileSync(table, "utf8"));
});
afterAll(() => {
  for (const engine of [fresh, deployed]) closeProject(engine.project);
});

/** The cases that were not survived. */
async function problems(operation: FaultCase["operation"], base: Engine): Promise<Outcome[]> {
  const cases = sample(faultCases(resources, operation), sampleSize, seed);
  const outcomes = await tryAll(
    cases.filter((fault) => !survived.has(keyOf(fault))),
    // The CLI and its plugins wait for each other now and then.
    os.availableParallelism() + 1,
    async (fault) => noted(await tryCase(base, fault, plan)),
  );
  return outcomes.filter(({ problem }) => problem !== undefined);
}

/** The table is written after each case, so that a run that ends early leaves what it has seen. */
function noted(outcome: Outcome): Outcome {
  tried.push(outcome);
  if (mode) fs.writeFileSync(table, faultTable(allCases(), tried, survived));
  return outcome;
}

const allCases = () => [...faultCases(resources, "create"), ...faultCases(resources, "delete")];

it(
  "survives what goes wrong during up: the next up ends as if nothing had",
  async () => expect(await problems("create", fresh)).toEqual([]),
  timeout,
);

it(
  "survives what goes wrong during destroy: the next destroy ends with nothing left",
  async () => expect(await problems("delete", deployed)).toEqual([]),
  timeout,
);
