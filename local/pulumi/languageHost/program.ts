import { ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import * as path from "node:path";

/** What the engine asks to run: a deployment's program and where it reports to. */
export interface Run {
  project: string;
  stack: string;
  organization: string;
  /** Folder of `Pulumi.yaml`. */
  rootDirectory: string;
  /** Folder the program runs in. */
  directory: string;
  /** Path of the program, from `directory`; `.` for the one that `package.json` names. */
  entryPoint: string;
  args: string[];
  dryRun: boolean;
  parallel: number;
  monitorAddress: string;
  engineAddress: string;
  config: Record<string, string>;
  configSecretKeys: string[];
  options: RuntimeOptions;
}

/** `runtime.options` of `Pulumi.yaml`, as far as Node.js has them. */
export interface RuntimeOptions {
  /** Whether the program is loaded with Pulumi's own ts-node. Default: true. */
  typescript?: boolean;
  /** Arguments of `node` itself, such as `--import tsx`. */
  nodeargs?: string;
}

/** The exit code with which Pulumi's runtime says that the user has seen the error already. */
const errorAlreadyShown = 32;

/** How a program ended: well, with an error, or with one that needs no further words. */
export interface Outcome {
  error?: string;
  bail: boolean;
}

/** The arguments of `node` for a program, in the order of Pulumi's own language host. */
export function nodeArguments(run: Run, runModule: string): string[] {
  const flags: [string, string | undefined][] = [
    ["--monitor", run.monitorAddress],
    ["--engine", run.engineAddress],
    ["--organization", run.organization || undefined],
    ["--root-directory", run.rootDirectory],
    ["--project", run.project],
    ["--stack", run.stack],
    ["--pwd", run.directory],
    ["--parallel", String(run.parallel)],
  ];
  return [
    ...(run.options.nodeargs?.split(/\s+/).filter((arg) => arg !== "") ?? []),
    runModule,
    ...flags.flatMap(([flag, value]) => (value === undefined ? [] : [flag, value])),
    ...(run.dryRun ? ["--dry-run"] : []),
    run.entryPoint,
    ...run.args,
  ];
}

/** The environment of a program; configuration is given here, as the SDK reads it. */
export function programEnvironment(run: Run, base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...base,
    PULUMI_CONFIG: JSON.stringify(run.config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(run.configSecretKeys),
    PULUMI_NODEJS_TYPESCRIPT: String(run.options.typescript ?? true),
  };
}

/** What the exit of the program means. */
export function outcomeOf(code: number | null, signal: NodeJS.Signals | null): Outcome {
  if (code === 0) return { bail: false };
  if (code === errorAlreadyShown) return { bail: true };
  return { bail: false, error: signal ? `program ended by ${signal}` : `program exited with code ${code}` };
}

/** Programs that run; all of them end when the host ends. */
const running = new Set<ChildProcess>();

/** Runs the program to its end. What it prints goes through, and the engine shows it. */
export function runProgram(run: Run): Promise<Outcome> {
  const runModule = createRequire(path.join(run.directory, "package.json")).resolve("@pulumi/pulumi/cmd/run");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, nodeArguments(run, runModule), {
      cwd: run.directory,
      env: programEnvironment(run, process.env),
      stdio: ["ignore", "inherit", "inherit"],
    });
    running.add(child);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      running.delete(child);
      resolve(outcomeOf(code, signal));
    });
  });
}

/** Ends every program that runs. */
export function stopPrograms(): void {
  for (const child of running) child.kill("SIGTERM");
}
