import { createRequire } from "node:module";
import { join } from "node:path";

/** Exit code of a program that has shown its error through Pulumi's log. */
export const errorShown = 32;

/** One run of a program, as an engine asks for it. */
export interface Run {
  /** Name of the project. */
  project: string;
  /** Name of the stack, without organization and project. */
  stack: string;
  /** `organization` for a local backend. */
  organization: string;
  /** Folder of `Pulumi.yaml`. */
  rootDirectory: string;
  /** Folder the program runs in. */
  directory: string;
  /** Path of the program, from `directory`; `.` for the one that `package.json` names. */
  entryPoint: string;
  /** The program's own arguments. */
  args: string[];
  /** Whether it is a preview, in which nothing is made. */
  dryRun: boolean;
  /** Registrations that the SDK may have under way. */
  parallel: number;
  /** Where the resource monitor listens. */
  monitorAddress: string;
  /** Where the engine's log service listens. */
  engineAddress: string;
  /** Values of the configuration as text, by full key. */
  config: Record<string, string>;
  /** Full keys of the values that the SDK hands on as secrets. */
  configSecretKeys: string[];
  /** Arguments of Node.js itself, such as `--import tsx`. */
  nodeArgs: string[];
  /** Whether Pulumi's runtime loads the program with its own ts-node. */
  typescript: boolean;
}

/** The arguments of Node.js in `runtime.options.nodeargs` of `Pulumi.yaml`. */
export const nodeArgsOf = (text: unknown): string[] => (typeof text === "string" ? text.split(/\s+/).filter(Boolean) : []);

/** The arguments of `node` for a program, in the order of Pulumi's own language host. */
export function nodeArguments(run: Run): string[] {
  const flags: [string, string][] = [
    ["--monitor", run.monitorAddress],
    ["--engine", run.engineAddress],
    ["--organization", run.organization],
    ["--root-directory", run.rootDirectory],
    ["--project", run.project],
    ["--stack", run.stack],
    ["--pwd", run.directory],
    ["--parallel", String(run.parallel)],
  ];
  return [
    ...run.nodeArgs,
    createRequire(join(run.directory, "package.json")).resolve("@pulumi/pulumi/cmd/run"),
    ...flags.flatMap(([flag, value]) => (value === "" ? [] : [flag, value])),
    ...(run.dryRun ? ["--dry-run"] : []),
    run.entryPoint,
    ...run.args,
  ];
}

/** The environment in which Pulumi's runtime finds the configuration of a run. */
export function runtimeEnvironment(
  { config, configSecretKeys, typescript }: Pick<Run, "config" | "configSecretKeys" | "typescript">,
  base: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  return {
    ...base,
    PULUMI_CONFIG: JSON.stringify(config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(configSecretKeys),
    PULUMI_NODEJS_TYPESCRIPT: String(typescript),
  };
}
