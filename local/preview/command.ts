import { createRequire } from "node:module";
import { resolve } from "node:path";
import { redact } from "../../stacks/settings/secrets";
import { fileChecked } from "../../stacks/settings/skippedSections";
import { Project, StackConfig, readProject, stackFile } from "../engine/config";
import { PreviewError, UsageError } from "../engine/errors";
import type { Plan } from "../engine/plan";
import { projectFolder } from "../folders";
import { Options, passphrase, readOptions, ruleConfigs } from "./options";
import { Made, ReportedPlan, clearOutputFolder, makeOutputFolder, openPage, writeOutput } from "./output";
import type { PlanDocument } from "../report/facts/planView";
import { Progress } from "../report/progress";
import { styleOf } from "../report/style";
import { CheckedStack, checkStackFile } from "./checkStackFile";
import { Warnings } from "./warnings";

/** Exit codes of the command; `failed` is also that of an error nobody thought of, which `cli.ts` shows. */
const exitCodes = { clean: 0, rulesBroken: 1, refused: 2, failed: 3, notAccepted: 4 } as const;

/** Loads a module when it is needed: wrong settings are refused at once, and the program starts before the stand-ins load. */
const load = createRequire(__filename);

/**
 * `npm run preview`: what an environment would be and how the rules judge it, without Azure and without network.
 * @returns 0: clean; 1: a mandatory rule is broken; 2: usage or settings refused; 3: the program failed; 4: against another plan, a
 * stateful resource is replaced or deleted, a way in is new or somebody is let in, and `--accept` does not name it.
 */
export async function previewCommand(args: string[]): Promise<number> {
  const progress = new Progress(process.stderr);
  try {
    const given = readOptions(args, (line) => progress.line(line));
    const made = await compared(given, progress);
    const text = await writeOutput(made, given);
    progress.clear();
    process.stdout.write(text);
    return exitCodeOf(made.plan, given);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof PreviewError)) throw error;
    const style = styleOf(process.stderr);
    progress.line(`${style.bad("error:")} ${error.message}`);
    return error instanceof UsageError ? exitCodes.refused : exitCodes.failed;
  }
}

function exitCodeOf({ rules, difference }: ReportedPlan, given: Options): number {
  if (rules.violations.some(({ level }) => level === "mandatory")) return exitCodes.rulesBroken;
  if (!difference) return exitCodes.clean;
  const { unaccepted } = load("../report/difference") as typeof import("../report/difference");
  return unaccepted(difference, given.accept).length > 0 ? exitCodes.notAccepted : exitCodes.clean;
}

async function compared(given: Options, progress: Progress): Promise<Made> {
  const signal = stopped();
  if (given.against === undefined) return { plan: await planFor(given, progress, signal) };
  const { otherPlan } = load("./against") as typeof import("./against");
  const { stack, config, "first-run": firstRun } = given;
  const other = otherPlan(given.against, { projectDir: projectFolder, stack, firstRun, signal, ...(config && { config }) });
  const plan = await planFor(given, progress, signal);
  progress.update(`Waiting for the plan of ${other.name}`);
  const { differenceOf } = load("../report/difference") as typeof import("../report/difference");
  const before = await other.plan;
  return { plan: { ...plan, difference: differenceOf(before, plan, other.name) }, before };
}

async function planFor(given: Options, progress: Progress, signal: AbortSignal): Promise<PlanDocument> {
  const project = readProject(projectFolder);
  clearOutputFolder(given);
  progress.update("Checking the settings");
  const checked = checkStackFile(project, stackFile(projectFolder, given.stack, given.config), passphrase);
  if (checked.refusal !== undefined) throw new UsageError(checked.refusal);
  refuseUnknownPrices(Object.keys(checked.settings?.prices ?? {}));
  makeOutputFolder(given);
  progress.update("Starting the program and the rules");
  const said = new Warnings(checked.warnings);
  process.env[fileChecked] = "true";
  const plan = await run(project, checked.config, given, { progress, signal, said });
  return { ...plan, warnings: said.all(), settings: shownSettings(checked) };
}

function run(project: Project, config: StackConfig, given: Options, { progress, signal, said }: Watch): Promise<Plan> {
  const { preview } = load("../engine/run") as typeof import("../engine/run");
  return preview({
    project,
    stack: given.stack,
    config,
    firstRun: given["first-run"],
    providers: async () => {
      const azure = load("../azure") as typeof import("../azure");
      const subscription = azure.subscriptionFromEnvironment();
      // What draws the page loads while the program starts too.
      openPage(given);
      return (pkg) => azure.providerFor(pkg, subscription);
    },
    policyPacks: [resolve(given["policy-pack"])],
    rules: ruleConfigs(given["policy-pack-config"]),
    signal,
    listener: {
      registered: (count) => progress.update(`${count} resources`),
      line: (text) => progress.line(text),
      warning: (text) => said.add(text),
    },
  });
}

/** What shows how far a run is, and what ends it. */
interface Watch {
  progress: Progress;
  signal: AbortSignal;
  /** Collects what the program warns about. */
  said: Warnings;
}

/** Aborts when this process is asked to end, so that those it started end too. */
function stopped(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

/** The settings as they may be shown, without secrets. */
function shownSettings({ settings, config }: CheckedStack): PlanDocument["settings"] {
  const secret = new Set(config.secretKeys.map((key) => key.slice(key.indexOf(":") + 1)));
  return redact([], settings, secret) as PlanDocument["settings"];
}

/** Refuses own prices for what the estimate does not know: they would change nothing. */
function refuseUnknownPrices(given: readonly string[]): void {
  if (given.length === 0) return;
  const { isPriceName, priceNames } = load("../report/facts/cost") as typeof import("../report/facts/cost");
  const unknown = given.filter((name) => !isPriceName(name));
  if (unknown.length > 0)
    throw new UsageError(`prices: got ${unknown.join(", ")}; allowed: ${priceNames.join(", ")}, <model>.input, <model>.output`);
}
