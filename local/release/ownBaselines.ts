import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chosenStack, stackFile } from "../engine/config";
import { UsageError, messageOf } from "../engine/errors";
import type { Plan } from "../engine/plan";
import { previewScript } from "../engine/previewScript";
import { Baseline, Break, baselineOf, breaks } from "./baseline";

/** Folder in which a fork keeps what its stacks are made of. The project itself keeps none. */
const folder = "baselines";

/** Changes that are meant: URN → reason. */
const accepted = join(folder, "accepted.json");

const readJson = <T>(file: string): T | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as T) : undefined;

/** What of a stack's baseline a plan would delete or replace; nothing for a stack without a baseline. */
export function brokenPromises(dir: string, stack: string, plan: Plan): Break[] {
  const baseline = readJson<Baseline>(join(dir, folder, `${stack}.json`));
  return baseline ? breaks(baseline, plan, readJson(join(dir, accepted)) ?? {}, accepted) : [];
}

/**
 * `npm run baseline`: keeps what a stack is made of, so that an upgrade that would delete or replace some of it is seen
 * (`npm run preview -- --all`).
 * @returns the exit code: 0 written, 2 wrong use or no plan
 */
export function baselineCommand(args: string[], dir: string): number {
  try {
    process.stdout.write(`${writeBaseline(args, dir)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`error: ${error.message}\n`);
    return 2;
  }
}

function writeBaseline(args: string[], dir: string): string {
  const { stack } = chosenStack(dir, optionsIn(args));
  stackFile(dir, stack);
  mkdirSync(join(dir, folder), { recursive: true });
  const file = join(folder, `${stack}.json`);
  writeFileSync(join(dir, file), `${JSON.stringify(baselineOf(planOf(stack, dir)), undefined, 2)}\n`);
  return file;
}

function optionsIn(args: string[]): { stack?: string } {
  try {
    return parseArgs({ args, options: { stack: { type: "string" } }, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(`${messageOf(error).split(". ")[0]}; allowed: [--stack NAME]`);
  }
}

/** Bytes that a plan may have. */
const maxBuffer = 256 * 1024 * 1024;

/** The stack's plan; a plan that breaks a rule is one too. */
function planOf(stack: string, dir: string): Plan {
  const args = [...previewScript(), "--json", "--stack", stack];
  try {
    return JSON.parse(execFileSync(process.execPath, args, { cwd: dir, encoding: "utf8", maxBuffer })) as Plan;
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    if (!stdout) throw new UsageError(`there is no plan of ${stack}, so no baseline was written`);
    return JSON.parse(stdout) as Plan;
  }
}
