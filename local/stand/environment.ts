import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { parseSettings } from "../../stacks/settings/parse";
import { describeProblems } from "../../stacks/settings/problem";
import type { Settings } from "../../stacks/settings/schema";
import { Project, StackConfig, chosenStack, readProject, readStackConfig, stackFile } from "../engine/config";
import { PreviewError, UsageError } from "../engine/errors";
import type { Plan } from "../engine/plan";
import { projectFolder } from "../folders";
import { passphrase } from "../preview/options";

/** An environment: what its file says and what the program makes of it. */
export interface Environment {
  /** Name of the stack. */
  stack: string;
  /** Checked, with all defaults. */
  settings: Settings;
  /** What the program makes, as after a deployment. */
  plan: Plan;
  /** The stack file, where it is another than the stack's own. */
  config?: string;
}

/** Loads a module when it is needed: a plan that is kept needs no engine. */
const load = createRequire(__filename);

/**
 * Reads an environment and plans it, without rules: whether it may be deployed is the preview's question. A plan is kept until program,
 * settings or stand-ins change.
 * @param say Gets notes and what the program writes.
 * @throws UsageError for settings that are refused, PreviewError when the program fails.
 */
export async function environmentOf(
  given: { stack?: string; config?: string },
  say: (line: string) => void,
): Promise<Environment> {
  const { stack, note, settings, project, config } = settingsOf(given);
  if (note) say(note);
  const file = given.config === undefined ? {} : { config: resolve(given.config) };
  return { stack, settings, plan: await planOf(project, stack, config, say), ...file };
}

/**
 * The settings of an environment, with what they were read from.
 * @throws UsageError for settings that are refused
 */
export function settingsOf(given: { stack?: string; config?: string }) {
  const { stack, note } = chosenStack(projectFolder, given);
  const project = readProject(projectFolder);
  const config = readStackConfig(project, stackFile(projectFolder, stack, given.config), passphrase);
  const { settings, problems } = parseSettings(config.values, { secretKeys: config.secretKeys, project: project.name });
  if (!settings) throw new UsageError(describeProblems(problems));
  return { stack, note, settings, project, config };
}

async function planOf(project: Project, stack: string, config: StackConfig, say: (line: string) => void): Promise<Plan> {
  const file = join(projectFolder, ".local", "plans", `${fingerprint(stack, config)}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Plan;
  const { preview } = load("../engine/run") as typeof import("../engine/run");
  const plan = await preview({
    project,
    stack,
    config,
    firstRun: false,
    providers: async () => (load("../azure") as typeof import("../azure")).providerFor,
    policyPacks: [],
    listener: { line: say },
  });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(plan));
  renameSync(`${file}.${process.pid}`, file);
  return plan;
}

/** What a plan depends on: the program, the settings, the stand-ins, the versions of the packages. */
const sources = ["index.ts", "Pulumi.yaml", "package-lock.json", "components", "stacks", "local/azure", "local/engine"];

function fingerprint(stack: string, config: StackConfig): string {
  const hash = createHash("sha256").update(JSON.stringify([stack, config.values, process.version]));
  for (const file of sources.flatMap(filesIn)) hash.update(file).update(readFileSync(join(projectFolder, file)));
  return hash.digest("hex").slice(0, 32);
}

function filesIn(path: string): string[] {
  if (/\.\w+$/.test(path)) return [path];
  const entries = readdirSync(join(projectFolder, path), { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? filesIn(join(path, entry.name)) : [join(path, entry.name)])).sort();
}

/** Whether an error is one that the user can do something about. The gateway's own class is known by name, so that it need not be loaded. */
export const isExpected = (error: unknown): error is Error =>
  error instanceof UsageError ||
  error instanceof PreviewError ||
  (error instanceof Error && error.constructor.name === "PolicyDocumentError");
