import { ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { Project, StackConfig, configTexts } from "./config";
import { PreviewError } from "./errors";
import { localOnly } from "../protocol/grpc";
import { Run, errorShown, nodeArguments, runtimeEnvironment } from "../protocol/program";

/** Exit code of Node when the program waits for something that cannot come any more. */
const unsettledAwait = 13;
/** Registrations that the SDK may have under way. */
const parallel = 32;

/** A program, and what it runs against. */
export interface ProgramArgs {
  /** Says where the program is and with which arguments of Node.js it runs. */
  project: Project;
  /** Name of the stack that the program is told. */
  stack: string;
  /** Configuration that the program is given, secrets decrypted. */
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
  /** Kills the program; `ended` then rejects. */
  stop(): void;
}

const tsx = (): string[] => ["--import", pathToFileURL(createRequire(__filename).resolve("tsx")).href];

function runOf({ project, stack, config, address }: ProgramArgs): Run {
  return {
    project: project.name,
    stack,
    organization: "organization",
    rootDirectory: project.dir,
    directory: project.dir,
    entryPoint: project.main,
    args: [],
    dryRun: true,
    parallel,
    monitorAddress: address,
    engineAddress: address,
    config: configTexts(config),
    configSecretKeys: config.secretKeys,
    nodeArgs: [
      "--require",
      join(__dirname, "startUp", "program.js"),
      ...(project.nodeArgs.length > 0 ? project.nodeArgs : tsx()),
    ],
    // tsx compiles, without checking types.
    typescript: false,
  };
}

/** Starts the program as Pulumi's language host for Node.js does. */
export function startProgram(args: ProgramArgs): Program {
  const run = runOf(args);
  const child = spawn(process.execPath, nodeArguments(run), {
    cwd: run.directory,
    env: runtimeEnvironment(run, { ...process.env, ...localOnly }),
    stdio: ["ignore", "pipe", "pipe"],
  });
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
