import * as path from "node:path";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as plugins from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { unary } from "../../protocol/grpc";
import { Run, nodeArgsOf } from "../../protocol/program";
import { runProgram, stopPrograms } from "./program";

/** The methods of `pulumirpc.LanguageRuntime` that preview, up, refresh, destroy, import and the Automation API need. */
export type LanguageService = Pick<
  ILanguageRuntimeServer,
  | "handshake"
  | "getPluginInfo"
  | "getRequiredPlugins"
  | "getRequiredPackages"
  | "about"
  | "getProgramDependencies"
  | "runtimeOptionsPrompts"
  | "installDependencies"
  | "run"
  | "cancel"
>;

function stringMap(entries: { toArray(): unknown }): Record<string, string> {
  return Object.fromEntries(entries.toArray() as [string, string][]);
}

/** What the engine asks, as plain values. */
function runOf(request: language.RunRequest, engineAddress: string): Run {
  const info = request.getInfo();
  const directory = info?.getProgramDirectory() || request.getPwd();
  const options = info?.getOptions()?.toJavaScript() ?? {};
  return {
    project: request.getProject(),
    stack: request.getStack(),
    organization: request.getOrganization(),
    rootDirectory: info?.getRootDirectory() || directory,
    directory,
    entryPoint: path.normalize(info?.getEntryPoint() || request.getProgram() || "."),
    args: request.getArgsList(),
    dryRun: request.getDryrun(),
    parallel: request.getParallel(),
    monitorAddress: request.getMonitorAddress(),
    engineAddress,
    config: stringMap(request.getConfigMap()),
    configSecretKeys: request.getConfigsecretkeysList(),
    nodeArgs: nodeArgsOf(options.nodeargs),
    typescript: options.typescript !== false,
  };
}

async function run(request: language.RunRequest, engineAddress: string): Promise<language.RunResponse> {
  const { error, bail } = await runProgram(runOf(request, engineAddress));
  const answer = new language.RunResponse();
  answer.setBail(bail);
  if (error) answer.setError(error);
  return answer;
}

function about(): language.AboutResponse {
  const answer = new language.AboutResponse();
  answer.setExecutable(process.execPath);
  answer.setVersion(process.version);
  return answer;
}

/** @param engineAddress where the engine listens, as given to the host on its command line */
export function languageService(engineAddress: string): LanguageService {
  return {
    handshake: unary(() => new language.LanguageHandshakeResponse()),
    getPluginInfo: unary(() => new plugins.PluginInfo()),
    getRequiredPlugins: unary(() => new language.GetRequiredPluginsResponse()),
    getRequiredPackages: unary(() => new language.GetRequiredPackagesResponse()),
    about: unary(about),
    getProgramDependencies: unary(() => new language.GetProgramDependenciesResponse()),
    runtimeOptionsPrompts: unary(() => new language.RuntimeOptionsResponse()),
    // The project's dependencies come with `npm ci`; there is nothing to add.
    installDependencies: (call) => call.end(),
    run: unary((request) => run(request, engineAddress)),
    cancel: unary(() => {
      stopPrograms();
      return new Empty();
    }),
  };
}
