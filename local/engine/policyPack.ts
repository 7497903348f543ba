import { ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  AnalyzeResponse,
  AnalyzeStackRequest,
  AnalyzerHandshakeRequest,
  AnalyzerInfo,
  AnalyzerStackConfigureRequest,
  ConfigureAnalyzerRequest,
  RemediateResponse,
  Remediation,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Project, StackConfig, configTexts, usesTypeScript } from "./config";
import { PreviewError, UsageError, messageOf } from "./errors";
import { configMessages, packInfo } from "./packInfo";
import { PackInfo, RuleConfigs, policyConfig } from "./policyConfig";
import type { AnalyzedResource } from "./analyzed";
import { analyzeRequest, stackResource } from "./policyMessages";
import { ask, channelOptions, localOnly } from "../protocol/grpc";
import { runtimeEnvironment } from "../protocol/program";

/** A pack, and the stack that it is started for. */
export interface PolicyPackArgs {
  /** Levels and settings of the rules, over those of the pack. */
  rules?: RuleConfigs;
  /** Folder with `PulumiPolicy.yaml`. */
  dir: string;
  /** Project whose resources are judged. */
  project: Project;
  /** Stack whose resources are judged. */
  stack: string;
  /** Configuration that the pack's rules can read. */
  config: StackConfig;
  /** Receives what the pack writes to standard error. */
  write: (line: string) => void;
}

/** A CrossGuard policy pack in a process of its own, spoken to as the CLI does: Pulumi's `Analyzer` service. */
export class PolicyPack {
  private constructor(
    /** Name that the pack gives itself. */
    readonly name: string,
    /** Rules that are not disabled. */
    readonly ruleCount: number,
    /** Rules of the pack with their levels and schemas. */
    readonly info: PackInfo,
    /** Whether a rule changes what it finds. */
    readonly remediates: boolean,
    private readonly client: AnalyzerClient,
  ) {}

  /** Waits until a started pack answers, and configures it. */
  static async connect(process: PolicyProcess, args: PolicyPackArgs): Promise<PolicyPack> {
    const address = await process.address;
    const client = new AnalyzerClient(address, grpc.credentials.createInsecure(), channelOptions);
    const name = basename(args.dir);
    try {
      await optional(ask((done) => client.handshake(handshakeRequest(args, address), done)));
      await optional(ask((done) => client.configureStack(stackRequest(args), done)));
      const info = packInfo(await ask<AnalyzerInfo>((done) => client.getAnalyzerInfo(new Empty(), done)));
      const config = policyConfig(info, args.rules);
      const request = new ConfigureAnalyzerRequest();
      for (const [rule, settings] of configMessages(config)) request.getPolicyconfigMap().set(rule, settings);
      await ask((done) => client.configure(request, done));
      const remediates = [...config.rules.values()].some(({ level }) => level === "remediate");
      return new PolicyPack(info.name || name, config.enabled, info, remediates, client);
    } catch (error) {
      client.close();
      throw error instanceof PreviewError || error instanceof UsageError
        ? error
        : new PreviewError(`the policy pack ${name} did not start: ${messageOf(error)}`);
    }
  }

  /** Applies the rules over single resources to one resource. */
  analyze(analyzed: AnalyzedResource): Promise<AnalyzeResponse> {
    return this.report(ask((done) => this.client.analyze(analyzeRequest(analyzed), done)));
  }

  /** What rules at the level `remediate` make of the inputs of a resource, one after the other. */
  async remediations(analyzed: AnalyzedResource): Promise<Remediation[]> {
    const response = await this.report<RemediateResponse>(ask((done) => this.client.remediate(analyzeRequest(analyzed), done)));
    return response.getRemediationsList();
  }

  /** Applies the rules over the whole stack. */
  analyzeStack(all: AnalyzedResource[]): Promise<AnalyzeResponse> {
    const request = new AnalyzeStackRequest().setResourcesList(all.map(stackResource));
    return this.report(ask((done) => this.client.analyzeStack(request, done)));
  }

  /** Closes the connection; the process is ended apart. */
  close(): void {
    this.client.close();
  }

  private async report<T>(response: Promise<T>): Promise<T> {
    try {
      return await response;
    } catch (error) {
      throw new PreviewError(`the policy pack ${this.name} failed: ${messageOf(error)}`);
    }
  }
}

/** Process of a policy pack. */
export interface PolicyProcess {
  /** Resolves when the pack says where it listens. */
  address: Promise<string>;
  /** Ends the process; nothing happens when it has ended. */
  stop(): void;
}

/** Starts a pack as the CLI does: `run-policy-pack <engine> .` in the pack's folder; its first line is its port. */
export function startPolicyProcess(args: PolicyPackArgs): PolicyProcess {
  if (!existsSync(join(args.dir, "PulumiPolicy.yaml")))
    throw new UsageError(`${args.dir} is not a policy pack: it has no PulumiPolicy.yaml`);
  const entry = createRequire(join(args.dir, "PulumiPolicy.yaml")).resolve("@pulumi/pulumi/cmd/run-policy-pack");
  const before = join(__dirname, "startUp", usesTypeScript(args.dir) ? "modules.js" : "javaScriptPack.js");
  const child = spawn(process.execPath, ["--require", before, entry, "127.0.0.1:0", "."], {
    cwd: args.dir,
    env: packEnvironment(args),
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { address: portOf(child, args), stop: () => void child.kill() };
}

/** The environment in which a pack finds project, stack and configuration. */
function packEnvironment({ dir, project, stack, config }: PolicyPackArgs): NodeJS.ProcessEnv {
  const run = { config: configTexts(config), configSecretKeys: config.secretKeys, typescript: usesTypeScript(dir) };
  return {
    ...runtimeEnvironment(run, { ...process.env, ...localOnly }),
    PULUMI_NODEJS_ORGANIZATION: "organization",
    PULUMI_NODEJS_PROJECT: project.name,
    PULUMI_NODEJS_STACK: stack,
    PULUMI_NODEJS_DRY_RUN: "true",
  };
}

function portOf(child: ChildProcess, args: PolicyPackArgs): Promise<string> {
  if (child.stderr) createInterface(child.stderr).on("line", args.write);
  const address = new Promise<string>((resolve, reject) => {
    if (child.stdout) createInterface(child.stdout).once("line", (port) => resolve(`127.0.0.1:${port.trim()}`));
    child.on("error", reject);
    child.on("close", (code) => reject(new PreviewError(`the policy pack ${basename(args.dir)} ended with exit code ${code}`)));
  });
  // The pack may fail before its address is awaited; the failure is kept until then.
  address.catch(() => undefined);
  return address;
}

/** Packs of some SDK versions do not answer these requests; the CLI goes on without. */
async function optional<T>(response: Promise<T>): Promise<void> {
  try {
    await response;
  } catch (error) {
    if ((error as Partial<grpc.ServiceError>).code !== grpc.status.UNIMPLEMENTED) throw error;
  }
}

function handshakeRequest(args: PolicyPackArgs, address: string): AnalyzerHandshakeRequest {
  return new AnalyzerHandshakeRequest().setEngineAddress(address).setRootDirectory(args.dir).setProgramDirectory(args.dir);
}

function stackRequest(args: PolicyPackArgs): AnalyzerStackConfigureRequest {
  const request = new AnalyzerStackConfigureRequest()
    .setStack(args.stack)
    .setProject(args.project.name)
    .setOrganization("organization")
    .setDryRun(true)
    .setConfigSecretKeysList(args.config.secretKeys);
  for (const [key, value] of Object.entries(configTexts(args.config))) request.getConfigMap().set(key, value);
  return request;
}
