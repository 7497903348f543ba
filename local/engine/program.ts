import { ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { Project, StackConfig, configTexts } from "./config";
import { PreviewError } from "./errors";
import { localOnly } from "../protocol/grpc";

/** Exit code of a program that has shown its error through Pulumi's log. */
const errorShown = 32;
/** Exit code of Node when the program waits for something that cannot come any more. */
const unsettledAwait = 13;
/** Registrations that the SDK may have under way. */
const parallel = 32;

export interface ProgramArgs {
  project: Project;
  stack: string;
  config: StackConfig;
  /** Address of the monitor and the engine service. */
  address: string;
  /** Receives what the program writes itself. */
  write: (line: string) => void;
}

/** A running program. */
export interface Program {
  /** Resolves when the program has ended well, rejects with PreviewError otherwise. */
  ended: Promise<void>;
  stop(): void;
}

/** Environment in which Pulumi's Node.js runtime finds project, stack and configuration. */
export function runtimeEnvironment(project: Project, stack: string, config: StackConfig): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...localOnly,
    PULUMI_CONFIG: JSON.stringify(configTexts(config)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys),
    PULUMI_NODEJS_ORGANIZATION: "organization",
    PULUMI_NODEJS_PROJECT: project.name,
    PULUMI_NODEJS_STACK: stack,
    PULUMI_NODEJS_DRY_RUN: "true",
    PULUMI_NODEJS_PARALLEL: String(parallel),
  };
}

/** Starts the program as Pulumi's language host for Node.js does; TypeScript is compiled by tsx, without checking types. */
export function startProgram(args: ProgramArgs): Program {
  const { project, stack, config, address } = args;
  const require = createRequire(join(project.dir, "Pulumi.yaml"));
  const nodeArgs =
    project.nodeArgs.length > 0 ? project.nodeArgs : ["--import", pathToFileURL(createRequire(__filename).resolve("tsx")).href];
  const child = spawn(
    process.execPath,
    [
      ...["--require", join(__dirname, "startUp", "program.js"), ...nodeArgs],
      require.resolve("@pulumi/pulumi/cmd/run"),
      ...[
        "--monitor",
        address,
        "--engine",
        address,
        "--organization",
        "organization",
        "--project",
        project.name,
        "--stack",
        stack,
      ],
      ...["--pwd", project.dir, "--root-directory", project.dir, "--dry-run", "--parallel", String(parallel), project.main],
    ],
    { cwd: project.dir, env: runtimeEnvironment(project, stack, config), stdio: ["ignore", "pipe", "pipe"] },
  );
  return { ended: ending(child, args), stop: () => void child.kill() };
}

async function ending(child: ChildProcess, args: ProgramArgs): Promise<void> {
  const leaks = new LeakReader(args.write);
  if (child.stdout) createInterface(child.stdout).on("line", args.write);
  if (child.stderr) createInterface(child.stderr).on("line", (line) => leaks.read(line));
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (leaks.found || code === unsettledAwait) throw new PreviewError(stuckMessage(leaks.waiting));
  if (code !== 0 && code !== errorShown) throw new PreviewError(`the program ended with exit code ${code}`);
  if (code === errorShown) throw new PreviewError("the program failed");
}

function stuckMessage(waiting: ReadonlySet<string>): string {
  const names = [...waiting].sort();
  const list = names.length > 0 ? `\nWaiting for ever:\n${names.map((name) => `  ${name}`).join("\n")}` : "";
  return `the program waits for values that can never come: an output waits for itself, through another output or a dependency${list}`;
}

/**
 * Reads the runtime's list of promises that were open at the end. It goes to standard error, after everything that
 * the program has written: `Promise leak detected:`, `CONTEXT(n): resolveURN(resource:<name>[<type>])`, a stack trace.
 */
class LeakReader {
  found = false;
  readonly waiting = new Set<string>();

  constructor(private readonly write: (line: string) => void) {}

  read(line: string): void {
    if (line === "Promise leak detected:") this.found = true;
    else if (!this.found && !line.startsWith("info: skipped rejection in ")) this.write(line);
    const [, name, type] = /^CONTEXT\(\d+\): .*?resource:(.+?)\[([^\]]+)\]/.exec(line) ?? [];
    if (this.found && name && type) this.waiting.add(`${name} (${type})`);
  }
}
