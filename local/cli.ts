import { createRequire } from "node:module";
import { projectFolder } from "./folders";
import { help } from "./help";
import { takenByNpm } from "./npmArguments";

/** Loads a module when it is needed; `import()` would need tsx's loader for ES modules, which is slow to start. */
const load = createRequire(__filename);

/** The commands of this package that run on a laptop: `node local/start.js <command> …`. Each loads only what it needs. */
const commands: Record<string, (args: string[]) => Promise<number>> = {
  preview: async (args) =>
    args.includes("--all")
      ? (load("./preview/all") as typeof import("./preview/all")).previewAll(args)
      : (load("./preview/command") as typeof import("./preview/command")).previewCommand(args),
  check: (args) => (load("./check/command") as typeof import("./check/command")).checkCommand(args),
  init: (args) => (load("./init/command") as typeof import("./init/command")).initCommand(args),
  doctor: (args) => (load("./doctor/command") as typeof import("./doctor/command")).doctorCommand(args),
  pulumi: (args) => (load("./pulumi") as typeof import("./pulumi")).runPulumi(args),
  azure: (args) => (load("./azure/cli") as typeof import("./azure/cli")).runAzure(args),
  local: (args) => (load("./stand/command") as typeof import("./stand/command")).localCommand(args),
  simulate: (args) => (load("./simulate/command") as typeof import("./simulate/command")).simulateCommand(args),
  query: (args) => (load("./query/command") as typeof import("./query/command")).queryCommand(args),
  docs: async () => {
    (load("./docs") as typeof import("./docs")).writeDocs();
    return 0;
  },
  baseline: async (args) =>
    (load("./release/ownBaselines") as typeof import("./release/ownBaselines")).baselineCommand(args, projectFolder),
};

/** Exit code for a command that does not exist. */
const usageExitCode = 2;
/** Exit code for an error nobody thought of: not 1, which says that a rule is broken. */
const failedExitCode = 3;

async function main([name = "", ...args]: string[]): Promise<number> {
  const command = commands[name];
  if (!command) return refuse(`unknown command ${name || "(none)"}; allowed: ${Object.keys(commands).join(", ")}`);
  const text = help[name];
  if (text !== undefined && isCallForHelp(args)) {
    process.stdout.write(`${text}\n`);
    return 0;
  }
  const taken = takenByNpm(text ?? "", args);
  return taken === undefined ? command(args) : refuse(taken);
}

/** Whether help with this command is asked for, rather than with one of the programs that it runs. */
const isCallForHelp = (args: readonly string[]): boolean => args[0] === "--help" || args[0] === "-h";

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return usageExitCode;
}

/** Shows an unexpected error with its stack trace. */
function failed(error: unknown): number {
  console.error(error);
  return failedExitCode;
}

void main(process.argv.slice(2))
  .catch(failed)
  .then((code) => (process.exitCode = code));
