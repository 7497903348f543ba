import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { Project, StackConfig, refuseTooLarge } from "./config";
import { Deployment, FailedCheck, PlannedResource } from "./deployment";
import { LogSink, engineService } from "./engineService";
import { errorText } from "./errorText";
import { PreviewError, UsageError, messageOf } from "./errors";
import { resourceMonitor } from "./monitor";
import { Plan, planOf } from "./plan";
import type { AnalyzedResource } from "./analyzed";
import type { RuleConfigs } from "./policyConfig";
import { PolicyPack, PolicyPackArgs, startPolicyProcess } from "./policyPack";
import { startProgram } from "./program";
import type { ProviderLookup } from "./provider";
import { LocalServer, serve } from "../protocol/grpc";
import { RuleRun } from "./ruleRun";
import { secretTexts, secretsHidden } from "./properties";
import { joined, reworded } from "./rules";
import { nameOf, stackUrn } from "./urn";

/** What the preview says while it works. */
export interface Listener {
  /** A resource was registered; `count` so far. */
  registered?(count: number): void;
  /** A line for the user: what the program or a pack writes. */
  line(text: string): void;
  /** A warning of the program. Default: a line. */
  warning?(text: string): void;
}

/** Everything that a preview depends on. */
export interface PreviewArgs {
  /** The program. */
  project: Project;
  /** Name of the stack. */
  stack: string;
  /** Configuration of the stack, with the project's defaults. */
  config: StackConfig;
  /** Leave unknown what does not exist before a first deployment. */
  firstRun: boolean;
  /** Loads the stand-ins; is called when the program is already starting. */
  providers: () => Promise<ProviderLookup>;
  /** Folders of the policy packs. */
  policyPacks: string[];
  /** Levels and settings of the rules, over those of the packs. Default: none. */
  rules?: RuleConfigs;
  /** Milliseconds without any request of the program, and then without the rules' answer, that count as stuck. Default: two minutes. */
  idleLimit?: number;
  /** Ends the preview and its processes early. */
  signal?: AbortSignal;
  /** Is told of progress and of what the program prints. */
  listener: Listener;
}

const defaultIdleLimit = 120_000;

/**
 * Runs the program against the stand-ins and the rules and returns its plan. Nothing leaves this machine.
 * @throws UsageError when the configuration lacks a value or is too large for Pulumi.
 * @throws PreviewError when the program or a pack fails, or uses what is not simulated.
 */
export async function preview(args: PreviewArgs): Promise<Plan> {
  const { missing } = args.config;
  if (missing.length > 0) throw new UsageError(`the stack has no value for: ${missing.join(", ")}`);
  refuseTooLarge(args.config);
  const session = new Session(args);
  try {
    return await session.run();
  } finally {
    session.stop();
  }
}

/** A process, a server or a connection that runs until the preview is over. */
interface Part {
  stop(): void;
}

/** The processes of one preview and what they report. */
class Session {
  private readonly errors = new Set<string>();
  private readonly running: Part[] = [];
  /** Texts of secret inputs, as the program gave them. */
  private readonly secretInputs: string[] = [];
  private over = false;
  private idle: NodeJS.Timeout | undefined;
  private giveUp: (reason: Error) => void = () => undefined;

  constructor(private readonly args: PreviewArgs) {}

  /** Ends with the plan, or at once with the first reason why there will be none, whatever is still waited for. */
  run(): Promise<Plan> {
    return new Promise((resolve, reject) => {
      this.giveUp = reject;
      this.endWithSignal();
      this.work().then(resolve, reject);
    });
  }

  private async work(): Promise<Plan> {
    const { project, stack, config, policyPacks, rules, listener } = this.args;
    const packs = policyPacks.map((dir) =>
      this.startRules({ dir, rules, project, stack, config, write: (text) => listener.line(text) }),
    );
    let started = (): void => undefined;
    const loaded = new Promise<void>((resolve) => (started = resolve)).then(() => this.loadDeployment(packs));
    loaded.catch((reason: unknown) => this.fail(reason));
    const server = await this.serve(loaded);
    const ended = this.runProgram(server.address);
    // The stand-ins load while the program starts.
    started();
    await ended;
    const deployment = await loaded;
    refuseFailedChecks(deployment.failedChecks);
    this.limitIdleness((seconds) => `the rules have not answered in ${seconds} s`);
    const all = [...deployment.providers.values(), ...deployment.resources.values()].map((resource) =>
      withProvider(resource, deployment),
    );
    const results = await Promise.all(packs.map((pack) => pack.results(all, stackUrn(stack, project.name))));
    const secrets = [...this.secretInputs, ...all.flatMap(({ resource }) => secretTexts([resource.outputs]))];
    return planOf(deployment, project.name, stack, reworded(joined(results), secretsHidden(secrets)));
  }

  private async loadDeployment(packs: RuleRun[]): Promise<Deployment> {
    const { project, stack, firstRun, listener } = this.args;
    const providerFor = await this.args.providers();
    const deployment: Deployment = new Deployment({
      project: project.name,
      stack,
      firstRun,
      providerFor,
      onChecked: (resource) => {
        // Before a rule may change them.
        this.secretInputs.push(...secretTexts([resource.inputs]));
        const analyzed = withProvider(resource, deployment);
        packs.forEach((pack) => pack.add(analyzed));
        listener.registered?.(deployment.resources.size);
      },
    });
    return deployment;
  }

  stop(): void {
    this.over = true;
    clearTimeout(this.idle);
    this.running.forEach((part) => part.stop());
  }

  /** Takes what was started; when the preview is over already, ends it and the work that would go on with it. */
  private keep<T extends Part>(part: T): T {
    this.running.push(part);
    if (!this.over) return part;
    part.stop();
    throw new PreviewError("the preview is over");
  }

  private endWithSignal(): void {
    const { signal } = this.args;
    const stopped = () => this.fail(new PreviewError("the preview was stopped"));
    signal?.addEventListener("abort", stopped, { once: true });
    if (signal?.aborted) stopped();
  }

  private startRules(args: PolicyPackArgs): RuleRun {
    const process = this.keep(startPolicyProcess(args));
    const pack = PolicyPack.connect(process, args).then((connected) => {
      this.keep({ stop: () => connected.close() });
      return connected;
    });
    return new RuleRun(pack);
  }

  private async serve(deployment: Promise<Deployment>): Promise<LocalServer> {
    const fail = (reason: unknown) => this.fail(reason);
    const touch = () => this.limitIdleness((seconds) => `the program has asked for nothing in ${seconds} s and does not end`);
    touch();
    const server = await serve([
      [ResourceMonitorService, watched(resourceMonitor(deployment, fail), touch)],
      [EngineService, watched(engineService(this.log(), fail), touch)],
    ]);
    return this.keep(server);
  }

  private async runProgram(address: string): Promise<void> {
    const { project, stack, config, listener } = this.args;
    const program = this.keep(startProgram({ project, stack, config, address, write: (text) => listener.line(text) }));
    // What the program has logged says more than its exit code.
    await program.ended.finally(() => this.refuseLoggedErrors());
  }

  private refuseLoggedErrors(): void {
    if (this.errors.size > 0) throw new PreviewError([...this.errors].join("\n"));
  }

  private log(): LogSink {
    const { project, listener } = this.args;
    const about = (urn: string) => (urn ? `${nameOf(urn)}: ` : "");
    return {
      info: (message, urn) => listener.line(about(urn) + message),
      warning: (message, urn) => {
        const text = about(urn) + message;
        if (listener.warning) listener.warning(text);
        else listener.line(`warning: ${text}`);
      },
      error: (message, urn) => void this.errors.add(about(urn) + errorText(message, project.dir)),
    };
  }

  /** Ends the preview; the first reason is the one that is told. */
  private fail(reason: unknown): void {
    this.giveUp(reason instanceof PreviewError ? reason : new PreviewError(messageOf(reason)));
  }

  /** Ends the preview with this message unless it is called again in time. */
  private limitIdleness(message: (seconds: number) => string): void {
    clearTimeout(this.idle);
    const limit = this.args.idleLimit ?? defaultIdleLimit;
    this.idle = setTimeout(() => this.fail(new PreviewError(message(limit / 1000))), limit);
  }
}

/** The service, with `touch` called at each request. */
function watched<T extends object>(service: T, touch: () => void): T {
  const entries = Object.entries(service).map(([name, handler]: [string, (...args: unknown[]) => unknown]) => [
    name,
    (...args: unknown[]) => {
      touch();
      return handler(...args);
    },
  ]);
  return Object.fromEntries(entries) as T;
}

function withProvider(resource: PlannedResource, deployment: Deployment): AnalyzedResource {
  return { resource, provider: resource.provider ? deployment.providers.get(resource.provider) : undefined };
}

/** Ends the preview when a provider refused inputs, with everything that was refused. */
function refuseFailedChecks(failures: readonly FailedCheck[]): void {
  if (failures.length === 0) return;
  const lines = failures.map(({ urn, property, reason }) => {
    const type = urn.split("::")[2]?.split("$").at(-1);
    return `  ${nameOf(urn)} (${type}): ${property ? `${property}: ` : ""}${reason}`;
  });
  throw new PreviewError(
    `the provider refuses ${failures.length === 1 ? "an input" : `${failures.length} inputs`}:\n${lines.sort().join("\n")}`,
  );
}
