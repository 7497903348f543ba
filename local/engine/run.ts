import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { Project, StackConfig, refuseTooLarge } from "./config";
import { Deployment, FailedCheck, PlannedResource } from "./deployment";
import { LogSink, engineService } from "./engineService";
import { errorText } from "./errorText";
import { PreviewError, UsageError, messageOf } from "./errors";
import { resourceMonitor } from "./monitor";
import { Plan, planOf } from "./plan";
import { AnalyzedResource } from "./policyMessages";
import type { RuleConfigs } from "./policyConfig";
import { PolicyPack, PolicyPackArgs, PolicyProcess, startPolicyProcess } from "./policyPack";
import { Program, startProgram } from "./program";
import { ProviderLookup } from "./provider";
import { LocalServer, serve } from "./rpc";
import { RuleRun, joined } from "./rules";
import { nameOf, stackUrn } from "./urn";

/** What the preview says while it works. */
export interface Listener {
  /** A resource was registered; `count` so far. */
  registered?(count: number): void;
  /** A line for the user: what the program or a pack writes, warnings. */
  line(text: string): void;
}

export interface PreviewArgs {
  project: Project;
  stack: string;
  config: StackConfig;
  /** Leave unknown what does not exist before a first deployment. */
  firstRun: boolean;
  /** Loads the stand-ins; is called when the program is already starting. */
  providers: () => Promise<ProviderLookup>;
  /** Folders of the policy packs. */
  policyPacks: string[];
  /** Levels and settings of the rules, over those of the packs. Default: none. */
  rules?: RuleConfigs;
  /** Milliseconds without any request of the program after which it counts as stuck. Default: two minutes. */
  idleLimit?: number;
  /** Ends the preview and its processes early. */
  signal?: AbortSignal;
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

/** The processes of one preview and what they report. */
class Session {
  private readonly errors = new Set<string>();
  private readonly running: (LocalServer | PolicyProcess | Program)[] = [];
  private failure: unknown;
  private idle: NodeJS.Timeout | undefined;
  private program: Program | undefined;

  constructor(private readonly args: PreviewArgs) {}

  async run(): Promise<Plan> {
    const { project, stack, config, policyPacks, rules, listener } = this.args;
    const packs = policyPacks.map((dir) =>
      this.startRules({ dir, rules, project, stack, config, write: (text) => listener.line(text) }),
    );
    let started = (): void => undefined;
    const loaded = new Promise<void>((resolve) => (started = resolve)).then(() => this.loadDeployment(packs));
    const server = await this.serve(loaded);
    const ended = this.runProgram(server.address);
    // The stand-ins load while the program starts.
    started();
    await ended;
    const deployment = await loaded;
    refuseFailedChecks(deployment.failedChecks);
    const all = [...deployment.providers.values(), ...deployment.resources.values()].map((resource) =>
      withProvider(resource, deployment),
    );
    const results = await Promise.all(packs.map((pack) => pack.results(all, stackUrn(stack, project.name))));
    return planOf(deployment, project.name, stack, joined(results));
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
        const analyzed = withProvider(resource, deployment);
        packs.forEach((pack) => pack.add(analyzed));
        listener.registered?.(deployment.resources.size);
      },
    });
    return deployment;
  }

  stop(): void {
    clearTimeout(this.idle);
    this.running.forEach((part) => part.stop());
  }

  private startRules(args: PolicyPackArgs): RuleRun {
    const process = startPolicyProcess(args);
    this.running.push(process);
    const pack = PolicyPack.connect(process, args);
    pack.then(
      (connected) => this.running.push({ address: Promise.resolve(""), stop: () => connected.close() }),
      () => undefined,
    );
    return new RuleRun(pack);
  }

  private async serve(deployment: Promise<Deployment>): Promise<LocalServer> {
    const fail = (reason: unknown) => this.fail(reason);
    const server = await serve([
      [ResourceMonitorService, watched(resourceMonitor(deployment, fail), () => this.touch())],
      [EngineService, watched(engineService(this.log(), fail), () => this.touch())],
    ]);
    this.running.push(server);
    return server;
  }

  private async runProgram(address: string): Promise<void> {
    const { project, stack, config, listener } = this.args;
    this.program = startProgram({ project, stack, config, address, write: (text) => listener.line(text) });
    this.running.push(this.program);
    this.args.signal?.addEventListener("abort", () => this.fail(new PreviewError("the preview was stopped")));
    this.touch();
    try {
      await this.program.ended;
    } catch (error) {
      this.failure ??= this.errors.size > 0 ? new PreviewError([...this.errors].join("\n")) : error;
    }
    clearTimeout(this.idle);
    if (this.failure) throw this.failure;
    if (this.errors.size > 0) throw new PreviewError([...this.errors].join("\n"));
  }

  private log(): LogSink {
    const { project, listener } = this.args;
    const about = (urn: string) => (urn ? `${nameOf(urn)}: ` : "");
    return {
      info: (message, urn) => listener.line(about(urn) + message),
      warning: (message, urn) => listener.line(`warning: ${about(urn)}${message}`),
      error: (message, urn) => void this.errors.add(about(urn) + errorText(message, project.dir)),
    };
  }

  /** Ends the program; the first reason is the one that is told. */
  private fail(reason: unknown): void {
    this.failure ??= reason instanceof PreviewError ? reason : new PreviewError(messageOf(reason));
    this.program?.stop();
  }

  private touch(): void {
    clearTimeout(this.idle);
    const limit = this.args.idleLimit ?? defaultIdleLimit;
    const message = `the program has asked for nothing in ${limit / 1000} s and does not end`;
    this.idle = setTimeout(() => this.fail(new PreviewError(message)), limit);
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
