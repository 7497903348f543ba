import { execFile, execFileSync } from "node:child_process";
import * as path from "node:path";
import { promisify } from "node:util";
import * as automation from "@pulumi/pulumi/automation";
import { findCli } from "../../../local/pulumi/cli";
import { cliEnvironment, homeVariables } from "../../../local/pulumi/environment";
import { projectFolder } from "../../../local/folders";
import { Operation, operationsIn, typeAndName } from "./operations";
import { Project, copyProject, stackName, withoutSecrets, writeSettings } from "./project";

/** How a run of the engine ended and what it did. */
export interface Run {
  /** `create network:VirtualNetwork main`, sorted; what stayed as it was is left out. */
  operations: string[];
  /** The same with times, in the order in which they ended. */
  steps: Operation[];
  events: automation.EngineEvent[];
  /** What the rules found, sorted; see {@link violationText}. */
  violations: string[];
  /** What the CLI printed when the run failed. */
  failure?: string;
  /** Wall-clock seconds, with the start of the CLI and of the program. */
  seconds: number;
}

/** What differs from a plain run. */
export interface RunOptions {
  /** Folders of policy packs; preview and up only. */
  policyPacks?: string[];
  /** Files with levels and settings of the rules, one for each pack. */
  policyPackConfigs?: string[];
  refresh?: boolean;
  target?: string[];
  /** Operations at once. Default: the CLI's. */
  parallel?: number;
  /** Goes on after a failure, up until the program misses a value that only the failed resource has; up and destroy only. */
  continueOnError?: boolean;
}

/** Bytes that a command may print. */
const maxOutput = 64 * 1024 * 1024;

/**
 * Variables for every run. The program does without what Pulumi's SDK does for debugging and for the places of resources in the program, as in the preview
 * (a third of a run's processor time), and the CLI writes the state once, at the end (two thirds of that of a first `up`): nothing reads it before.
 */
const quick = {
  NODE_OPTIONS: `--require ${path.join(projectFolder, "local/engine/startUp/program.js")}`,
  PULUMI_SKIP_CHECKPOINTS: "true",
};

/** The state is written after each operation: for what is killed. */
export const withCheckpoints = { PULUMI_SKIP_CHECKPOINTS: "false" };

/** Nothing is left out, as at a user's. */
export const asPublished = { NODE_OPTIONS: "", ...withCheckpoints };

let command: Promise<automation.PulumiCommand> | undefined;

/** The CLI, asked once for its version. The Automation API takes one in a folder `bin`, or the one on PATH. */
function cli(): Promise<automation.PulumiCommand> {
  const root = /^(.*)\/bin\/pulumi$/.exec(findCli())?.[1];
  return (command ??= automation.PulumiCommand.get(root ? { root } : undefined));
}

/** The real Pulumi CLI on one project, through Pulumi's Automation API. */
export class Engine {
  private constructor(
    readonly project: Project,
    readonly stack: automation.Stack,
    /** The environment of the CLI. */
    readonly environment: Record<string, string>,
  ) {}

  /** @param environment variables for the CLI and its plugins, such as those of the local Azure */
  static async open(
    project: Project,
    settings: Record<string, unknown> = {},
    environment: Record<string, string> = {},
  ): Promise<Engine> {
    writeSettings(project, settings);
    return Engine.on(project, { ...cliEnvironment(project.home), ...quick, ...environment });
  }

  private static async on(project: Project, envVars: Record<string, string>): Promise<Engine> {
    const workspace = await automation.LocalWorkspace.create({
      workDir: project.folder,
      pulumiHome: project.home.pulumi,
      pulumiCommand: await cli(),
      envVars,
    });
    return new Engine(project, await automation.Stack.createOrSelect(stackName, workspace), envVars);
  }

  /** Replaces all settings of the stack; a certificate from a file is set as the secret that it is, as a team would. */
  settings(settings: Record<string, unknown>): void {
    const { plain, secrets } = withoutSecrets(settings);
    writeSettings(this.project, plain);
    for (const [path, value] of secrets) {
      const args = [
        "config",
        "set",
        "--secret",
        "--path",
        `${this.project.name}:${path}`,
        "--stack",
        this.stack.name,
        "--",
        value,
      ];
      execFileSync(findCli(), args, { cwd: this.project.folder, env: this.environment });
    }
  }

  /** The same in a copy of the project. */
  async copy(): Promise<Engine> {
    const project = copyProject(this.project);
    return Engine.on(project, { ...this.environment, ...homeVariables(project.home) });
  }

  /** Sets variables of the environment for the runs to come, or takes them away. */
  setEnvironment(variables: Record<string, string | undefined>): void {
    for (const [name, value] of Object.entries(variables)) {
      if (value === undefined) delete this.environment[name];
      else this.environment[name] = value;
    }
    this.stack.workspace.envVars = { ...this.environment };
  }

  /** @param started is called when the engine begins with its first resource */
  up(options: RunOptions = {}, started: () => void = () => undefined): Promise<Run> {
    return recorded((onEvent) =>
      this.stack.up({ ...options, onEvent: (event) => (event.resourcePreEvent && started(), onEvent(event)) }),
    );
  }

  preview(options: RunOptions = {}): Promise<Run> {
    return recorded((onEvent) => this.stack.preview({ ...options, onEvent }));
  }

  refresh(options: Pick<RunOptions, "target"> = {}): Promise<Run> {
    return recorded((onEvent) => this.stack.refresh({ ...options, onEvent }));
  }

  destroy(options: Pick<RunOptions, "target" | "continueOnError"> = {}): Promise<Run> {
    return recorded((onEvent) => this.stack.destroy({ ...options, onEvent }));
  }

  /** Runs a command as a user types it; `up` and `destroy` preview first, which they do not above. Gives what it printed when it failed. */
  async command(...args: string[]): Promise<string | undefined> {
    const options = { cwd: this.project.folder, env: this.environment, maxBuffer: maxOutput };
    return promisify(execFile)(findCli(), [...args, "--stack", this.stack.name, "--non-interactive"], options).then(
      () => undefined,
      (error: { code: unknown; stdout: string; stderr: string }) => {
        // Anything but an exit code is no answer of the CLI: it did not start, or printed too much.
        if (typeof error.code !== "number") throw error;
        return `${error.stdout}${error.stderr}`;
      },
    );
  }

  outputs(): Promise<automation.OutputMap> {
    return this.stack.outputs();
  }

  /** The state as Pulumi keeps it. */
  async state(): Promise<StateResource[]> {
    const { deployment } = (await this.stack.exportStack()) as { deployment: { resources?: StateResource[] } };
    return deployment.resources ?? [];
  }
}

/** One resource in Pulumi's state. */
export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  parent?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  dependencies?: string[];
  propertyDependencies?: Record<string, string[] | null>;
  initErrors?: string[];
  protect?: boolean;
  retainOnDelete?: boolean;
}

async function recorded(run: (onEvent: (event: automation.EngineEvent) => void) => Promise<unknown>): Promise<Run> {
  const events: automation.EngineEvent[] = [];
  const begin = Date.now();
  const failure = await run((event) => events.push(event)).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof automation.CommandError) return error.message;
      throw error;
    },
  );
  const steps = operationsIn(events);
  const seconds = (Date.now() - begin) / 1000;
  return { steps, operations: steps.map(({ text }) => text).sort(), events, violations: violationsIn(events), failure, seconds };
}

/** What a rule found, in the words of both engines. */
export interface Finding {
  /** `mandatory` or `advisory`. */
  level: string;
  severity: string;
  rule: string;
  urn: string;
  message: string;
}

/** `mandatory critical apim-private-ingress urn:…: what was found and what was expected`. */
export const violationText = ({ level, severity, rule, urn, message }: Finding): string =>
  `${level} ${severity} ${rule} ${urn}: ${message}`;

/** Codes with which Azure refused resources: `network:VirtualNetwork main: InUseSubnetCannotBeDeleted`, sorted. */
export function refusalsIn({ events }: Run): string[] {
  const found = events.flatMap(({ diagnosticEvent }) => {
    const code = /Code="([^"]+)"/.exec(diagnosticEvent?.message ?? "")?.[1];
    return diagnosticEvent?.urn && code ? [{ ...typeAndName(diagnosticEvent.urn), code }] : [];
  });
  return [...new Set(found.map(({ type, name, code }) => `${type} ${name}: ${code}`))].sort();
}

/** The SDK's type of the event lacks a member that the CLI sends. */
type PolicyEvent = automation.PolicyEvent & { severity?: string };

function violationsIn(events: readonly automation.EngineEvent[]): string[] {
  const found = events.flatMap(({ policyEvent }): PolicyEvent[] => (policyEvent ? [policyEvent] : []));
  return found
    .map(({ enforcementLevel: level, severity = "", policyName: rule, resourceUrn: urn = "", message }) =>
      violationText({ level, severity, rule, urn, message: message.trimEnd() }),
    )
    .sort();
}
