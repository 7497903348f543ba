import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import {
  CliArguments,
  cliArguments,
  needsConfigFile,
  parseArguments,
  refusalOf,
  runsBesideCopies,
  runsProgram,
} from "./arguments";
import { describeProblems } from "../../stacks/settings/problem";
import { fileChecked } from "../../stacks/settings/skippedSections";
import { chosenStack, readProject } from "../engine/config";
import { UsageError } from "../engine/errors";
import { readStackFile } from "../preview/stackFile";
import { NoCliError, findCli } from "./cli";
import { Home, cliEnvironment, homeIn, makeHome } from "./environment";
import { projectFolder } from "../folders";
import { preparePlugins } from "./plugins";
import {
  StackError,
  copySettings,
  ensureStack,
  projectName,
  refuseClosedSecrets,
  settingsFile,
  stackFile,
  writeProject,
} from "./stacks";

/** Exit code for what was refused before the CLI ran. */
const refused = 2;

/** The command, the arguments, the folder and the environment that a call of `runPulumi` comes to. */
interface Prepared {
  cli: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
}

/**
 * Runs the Pulumi CLI on this program against the stand-in Azure: `npm run pulumi -- ARGS…`. Stacks are made as they are needed;
 * state, plugins and cloud are under `.local/`, the settings files of the project are only read.
 * @param args arguments of the CLI; a command that reads settings and names no stack gets the usual one, `dev`, or the only one there is
 * @returns exit code of the CLI; 2 for what was refused before: no CLI, no such stack or settings, a command that would change settings
 */
export async function runPulumi(args: string[], home: Home = homeIn()): Promise<number> {
  try {
    return await run(await prepare(args, home));
  } catch (error) {
    if (!(error instanceof NoCliError || error instanceof StackError || error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return refused;
  }
}

async function prepare(args: readonly string[], home: Home): Promise<Prepared> {
  const refusal = refusalOf(args);
  if (refusal !== undefined) throw new StackError(refusal);
  const cli = findCli();
  makeHome(home, await preparePlugins());
  const env = { ...landingZone(), ...cliEnvironment(home), [fileChecked]: "true" };
  const parsed = parseArguments(args);
  const stack = parsed.stack ?? (needsConfigFile(parsed) ? unnamedStack(parsed) : undefined);
  const configFile = stack === undefined ? undefined : configFor(stack, parsed, { cli, home, env });
  const besideCopies = runsBesideCopies(parsed);
  if (besideCopies) writeProject(home, projectName(projectFolder));
  const named = stack !== undefined && parsed.stack === undefined ? [...args, "--stack", stack] : args;
  return {
    cli,
    env,
    cwd: besideCopies ? home.config : projectFolder,
    args: cliArguments(named, { configFile, policyPack: policyPack() }),
  };
}

/** The stack of a command that reads settings and names none. */
function unnamedStack({ configFile: config }: CliArguments): string {
  const { stack, note } = chosenStack(projectFolder, { config });
  if (note) process.stderr.write(`${note}\n`);
  return stack;
}

/** What the project declares that somebody else made, unless the user names another file. */
const landingZone = (): Record<string, string> => {
  const file = path.join(projectFolder, "landing-zone.yaml");
  return fs.existsSync(file) ? { AZURE_LANDING_ZONE: file } : {};
};

const policyPack = (): string | undefined => {
  const policies = path.join(projectFolder, "policies");
  return fs.existsSync(path.join(policies, "PulumiPolicy.yaml")) ? policies : undefined;
};

/** Makes the stack where it has settings and is not there yet. @returns the copy of the settings, for a command that takes one */
function configFor(
  stack: string,
  parsed: CliArguments,
  { cli, home, env }: Pick<Prepared, "cli" | "env"> & { home: Home },
): string | undefined {
  const project = projectName(projectFolder);
  const there = fs.existsSync(stackFile(home, project, stack));
  const optional = !needsConfigFile(parsed) || (there && !runsProgram(parsed));
  const source = settingsFile(projectFolder, { stack, configFile: parsed.configFile, optional });
  if (source !== undefined && !runsBesideCopies(parsed)) ensureStack(cli, home, project, stack, env);
  if (!needsConfigFile(parsed)) return undefined;
  if (source !== undefined && runsProgram(parsed)) refuseWhatIsSkipped(source);
  const copy = copySettings(home, stack, source);
  refuseClosedSecrets(projectFolder, copy, env.PULUMI_CONFIG_PASSPHRASE ?? "");
  return copy;
}

/** Refuses what the CLI would skip, as the preview does. @throws UsageError with file and line */
function refuseWhatIsSkipped(file: string): void {
  const { problems, placeOf } = readStackFile(readProject(projectFolder), file, () => undefined);
  if (problems.length > 0) throw new UsageError(describeProblems(problems, placeOf));
}

/** Runs the CLI with this process's own input and output. A signal to this process goes to the CLI, which ends in its own time. */
function run({ cli, args, cwd, env }: Prepared): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(cli, args, { cwd, env, stdio: "inherit" });
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    process.on("SIGINT", () => undefined);
    process.on("SIGTERM", forward);
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
