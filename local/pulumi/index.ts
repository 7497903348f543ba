import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { CliArguments, cliArguments, needsConfigFile, parseArguments } from "./arguments";
import { NoCliError, findCli } from "./cli";
import { Home, cliEnvironment, homeIn, makeHome } from "./environment";
import { projectFolder } from "./folders";
import { preparePlugins } from "./plugins";
import { StackError, copySettings, ensureStack, projectName } from "./stacks";

/** The stack of a command that runs the program and names none. */
const defaultStack = "dev";
/** Exit code for what was refused before the CLI ran. */
const refused = 2;

/** The command, the arguments and the environment that a call of `runPulumi` comes to. */
interface Prepared {
  cli: string;
  args: string[];
  env: Record<string, string>;
}

/**
 * Runs the Pulumi CLI on this program against the stand-in Azure: `npm run pulumi -- ARGS…`. Stacks are made as they are needed;
 * state, plugins and cloud are under `.local/`, the settings files of the project are only read.
 * @param args arguments of the CLI; a command that runs the program and names no stack gets `--stack dev`
 * @returns exit code of the CLI; 2 when there is no CLI or no stack could be made
 */
export async function runPulumi(args: string[]): Promise<number> {
  try {
    return await run(await prepare(args, homeIn()));
  } catch (error) {
    if (!(error instanceof NoCliError) && !(error instanceof StackError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return refused;
  }
}

async function prepare(args: readonly string[], home: Home): Promise<Prepared> {
  const cli = findCli();
  makeHome(home, await preparePlugins());
  const env = cliEnvironment(home);
  const parsed = parseArguments(args);
  const stack = parsed.stack ?? (needsConfigFile(parsed) ? defaultStack : undefined);
  if (stack !== undefined && !isStackInit(args)) ensureStack(cli, home, projectName(projectFolder), stack, env);
  const named = stack !== undefined && parsed.stack === undefined ? [...args, "--stack", stack] : args;
  return { cli, env, args: cliArguments(named, addedTo(parsed, home, stack)) };
}

const isStackInit = (args: readonly string[]): boolean => args.includes("stack") && args.includes("init");

/** The settings and the rules that the CLI is given. */
function addedTo(parsed: CliArguments, home: Home, stack: string | undefined): { configFile?: string; policyPack?: string } {
  const policies = path.join(projectFolder, "policies");
  const policyPack = fs.existsSync(path.join(policies, "PulumiPolicy.yaml")) ? policies : undefined;
  if (stack === undefined || !needsConfigFile(parsed)) return { policyPack };
  const source = path.resolve(projectFolder, parsed.configFile ?? `Pulumi.${stack}.yaml`);
  return { policyPack, configFile: copySettings(home, stack, source) };
}

/** Runs the CLI with this process's own input and output. A signal to this process goes to the CLI, which ends in its own time. */
function run({ cli, args, env }: Prepared): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(cli, args, { cwd: projectFolder, env, stdio: "inherit" });
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    process.on("SIGINT", () => undefined);
    process.on("SIGTERM", forward);
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
