import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { parseSettings } from "../../stacks/settings/parse";
import { describeProblems } from "../../stacks/settings/problem";
import type { Settings } from "../../stacks/settings/schema";
import { Project, StackConfig, chosenStack, readProject, readStackConfig, stackFile } from "../engine/config";
import { PreviewError, UsageError } from "../engine/errors";
import { Kept, hashOf } from "../engine/kept";
import type { Plan } from "../engine/plan";
import { localFolder, projectFolder } from "../folders";
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

/** What a plan depends on beside the settings: the program, the stand-ins, the versions of the packages. */
const sources = ["index.ts", "Pulumi.yaml", "package-lock.json", "components", "stacks", "local/azure", "local/engine"];

async function planOf(project: Project, stack: string, config: StackConfig, say: (line: string) => void): Promise<Plan> {
  const input = JSON.stringify([stack, config.values, process.version, hashOf(sources)]);
  const plan = (): Promise<Plan> =>
    (load("../engine/run") as typeof import("../engine/run")).preview({
      project,
      stack,
      config,
      firstRun: false,
      providers: async () => (load("../azure") as typeof import("../azure")).providerFor,
      policyPacks: [],
      listener: { line: say },
    });
  const text = await new Kept(join(localFolder, "plans"), "plan").of(input, async () => JSON.stringify(await plan()));
  return JSON.parse(text) as Plan;
}

/** Whether an error is one that the user can do something about. The gateway's own class is known by name, so that it need not be loaded. */
export const isExpected = (error: unknown): error is Error =>
  error instanceof UsageError ||
  error instanceof PreviewError ||
  (error instanceof Error && error.constructor.name === "PolicyDocumentError");
