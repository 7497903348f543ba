import * as fs from "node:fs";
import * as os from "node:os";
import { Engine, withCheckpoints } from "./support/engine";
import { FaultCase, allCases, changedSettings, sample, settings } from "./support/faultCases";
import { Outcome, Scenario, tryAll, tryCase } from "./support/faults";
import { faultDocument, faultTable, keyOf, survivedIn } from "./support/faultTable";
import { deployedPlan } from "./support/plan";
import { closeProject, openProject } from "./support/project";

/**
 * Which cases are tried: a sample of each operation, or with FAULTS=all (`npm run test:faults`) all of them, which takes hours and writes the
 * table; FAULTS=rest goes on with what the table lacks.
 */
const mode = process.env.FAULTS;
if (mode !== undefined && mode !== "all" && mode !== "rest") throw new Error(`FAULTS: got ${mode}; allowed: all, rest, or unset`);
/** Cases of each operation in the sample: few in each run of the suite, more every night (`FAULTS_SAMPLE`). */
const sampleSize = mode ? Infinity : Number(process.env.FAULTS_SAMPLE ?? 2);
if (!(sampleSize >= 1)) throw new Error(`FAULTS_SAMPLE: got ${process.env.FAULTS_SAMPLE}; allowed: a number from 1`);
/** What the sample is drawn with. `FAULTS_SEED` draws another one: the nightly run takes the day. */
const seed = Number(process.env.FAULTS_SEED ?? 20261122);
if (!Number.isSafeInteger(seed)) throw new Error(`FAULTS_SEED: got ${process.env.FAULTS_SEED}; allowed: a whole number`);
const timeout = mode ? 24 * 3600_000 : 600_000;

const operations = ["create", "update", "delete"] as const;
let scenarios: Record<FaultCase["operation"], Scenario>;
let cases: Record<FaultCase["operation"], FaultCase[]>;
let survived: ReadonlySet<string> = new Set();
const tried: Outcome[] = [];

beforeAll(async () => {
  const fresh = await Engine.open(await openProject("shield"), settings, withCheckpoints);
  const deployed = await fresh.copy();
  expect((await deployed.up()).failure).toBeUndefined();
  const changing = await deployed.copy();
  changing.settings(changedSettings);
  const updated = await changing.copy();
  const update = await updated.up();
  expect(update.failure).toBeUndefined();
  const changedUrns = new Set(update.steps.filter(({ op }) => op === "update").map(({ urn }) => urn));
  cases = allCases(await deployed.state(), (urn) => changedUrns.has(urn));
  scenarios = {
    create: { base: fresh, expected: await deployedPlan(deployed) },
    update: { base: changing, expected: await deployedPlan(updated) },
    delete: { base: deployed, expected: {} },
  };
  closeProject(updated.project);
  if (mode === "rest") survived = survivedIn(fs.readFileSync(faultDocument, "utf8"));
});
afterAll(() => {
  for (const { base } of Object.values(scenarios)) closeProject(base.project);
});

/** The cases that were not survived. */
async function problems(operation: FaultCase["operation"]): Promise<Outcome[]> {
  const chosen = sample(cases[operation], sampleSize, seed).filter((fault) => !survived.has(keyOf(fault)));
  process.stdout.write(`${operation}: ${chosen.length} of ${cases[operation].length} cases${mode ? "" : `, seed ${seed}`}\n`);
  // The CLI and its plugins wait for each other now and then.
  const outcomes = await tryAll(chosen, os.availableParallelism() + 1, async (fault) =>
    noted(await tryCase(scenarios[operation], fault)),
  );
  return outcomes.filter(({ problem }) => problem !== undefined);
}

/** The table is written after each case, so that a run that ends early leaves what it has seen. */
function noted(outcome: Outcome): Outcome {
  tried.push(outcome);
  const all = operations.flatMap((operation) => cases[operation]);
  if (mode) fs.writeFileSync(faultDocument, faultTable(all, tried, survived));
  return outcome;
}

const which = mode ? "everything" : "a sample of what";

it(
  `survives ${which} goes wrong during up: the next up ends as if nothing had`,
  async () => expect(await problems("create")).toEqual([]),
  timeout,
);

it(
  `survives ${which} goes wrong during an up with changed settings: the next one ends as if nothing had`,
  async () => expect(await problems("update")).toEqual([]),
  timeout,
);

it(
  `survives ${which} goes wrong during destroy: the next destroy ends with nothing left`,
  async () => expect(await problems("delete")).toEqual([]),
  timeout,
);
