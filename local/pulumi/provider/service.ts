import * as grpc from "@grpc/grpc-js";
import * as plugins from "@pulumi/pulumi/proto/plugin_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as statuses from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Change } from "../../azure";
import { unary } from "../../protocol/grpc";
import { Props } from "../wire";
import { PartialFailure, ProviderPlugin } from "./plugin";

const read = (struct: Struct | undefined): Props => (struct?.toJavaScript() ?? {}) as Props;
const write = (props: Props): Struct => Struct.fromJavaScript(props as Record<string, JavaScriptValue>);

const { PropertyDiff, DiffResponse } = provider;
const kinds: Record<Change, provider.PropertyDiff.Kind> = {
  add: PropertyDiff.Kind.ADD,
  "add-replace": PropertyDiff.Kind.ADD_REPLACE,
  delete: PropertyDiff.Kind.DELETE,
  "delete-replace": PropertyDiff.Kind.DELETE_REPLACE,
  update: PropertyDiff.Kind.UPDATE,
  "update-replace": PropertyDiff.Kind.UPDATE_REPLACE,
};

function propertyDiff(change: Change): provider.PropertyDiff {
  const diff = new PropertyDiff();
  diff.setKind(kinds[change]);
  diff.setInputdiff(true);
  return diff;
}

function diff(plugin: ProviderPlugin, request: provider.DiffRequest): provider.DiffResponse {
  const olds = { inputs: read(request.getOldInputs()), outputs: read(request.getOlds()) };
  const found = plugin.diff(request.getUrn(), olds, read(request.getNews()));
  const answer = new DiffResponse();
  answer.setChanges(found.changed ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE);
  answer.setReplacesList(found.replaces);
  answer.setDeletebeforereplace(found.deleteBeforeReplace);
  answer.setDiffsList([...new Set(found.diffs.map((path) => path.split(/[.[]/)[0] ?? path))]);
  answer.setHasdetaileddiff(found.changed);
  for (const [path, change] of Object.entries(found.detailed)) answer.getDetaileddiffMap().set(path, propertyDiff(change));
  return answer;
}

function check(plugin: ProviderPlugin, request: provider.CheckRequest): provider.CheckResponse {
  const { inputs, failures } = plugin.check(request.getUrn(), read(request.getNews()));
  const answer = new provider.CheckResponse();
  answer.setInputs(write(inputs));
  answer.setFailuresList(
    failures.map(({ property, reason }) => {
      const failure = new provider.CheckFailure();
      failure.setProperty(property);
      failure.setReason(reason);
      return failure;
    }),
  );
  return answer;
}

async function create(plugin: ProviderPlugin, request: provider.CreateRequest): Promise<provider.CreateResponse> {
  const inputs = read(request.getProperties());
  const answer = new provider.CreateResponse();
  if (request.getPreview()) {
    answer.setProperties(write(plugin.previewCreate(request.getUrn(), inputs)));
    return answer;
  }
  const { id, outputs } = await plugin.create(request.getUrn(), inputs);
  answer.setId(id);
  answer.setProperties(write(outputs));
  return answer;
}

async function update(plugin: ProviderPlugin, request: provider.UpdateRequest): Promise<provider.UpdateResponse> {
  const news = read(request.getNews());
  const outputs = request.getPreview()
    ? plugin.previewUpdate(request.getUrn(), read(request.getOlds()), news)
    : (await plugin.update(request.getUrn(), request.getId(), news)).outputs;
  const answer = new provider.UpdateResponse();
  answer.setProperties(write(outputs));
  return answer;
}

async function readResource(plugin: ProviderPlugin, request: provider.ReadRequest): Promise<provider.ReadResponse> {
  const olds = { inputs: read(request.getInputs()), outputs: read(request.getProperties()) };
  const found = await plugin.read(request.getUrn(), request.getId(), olds);
  const answer = new provider.ReadResponse();
  if (!found) return answer;
  answer.setId(found.id);
  answer.setInputs(write(found.inputs));
  answer.setProperties(write(found.outputs));
  return answer;
}

async function remove(plugin: ProviderPlugin, request: provider.DeleteRequest): Promise<Empty> {
  await plugin.delete(request.getUrn(), request.getId());
  return new Empty();
}

async function invoke(plugin: ProviderPlugin, request: provider.InvokeRequest): Promise<provider.InvokeResponse> {
  const answer = new provider.InvokeResponse();
  answer.setReturn(write(await plugin.invoke(request.getTok(), read(request.getArgs()))));
  return answer;
}

function handshake(): provider.ProviderHandshakeResponse {
  const answer = new provider.ProviderHandshakeResponse();
  answer.setAcceptSecrets(true);
  answer.setAcceptResources(true);
  answer.setAcceptOutputs(true);
  return answer;
}

function configure(): provider.ConfigureResponse {
  const answer = new provider.ConfigureResponse();
  answer.setSupportspreview(true);
  answer.setAcceptsecrets(true);
  answer.setAcceptresources(true);
  answer.setAcceptoutputs(true);
  return answer;
}

function checkConfig(request: provider.CheckRequest): provider.CheckResponse {
  const answer = new provider.CheckResponse();
  answer.setInputs(request.getNews());
  return answer;
}

/** A partial failure as the engine reads it: status UNKNOWN with the resource's state in its details. */
function partialStatus(error: unknown): Partial<grpc.StatusObject> | undefined {
  if (!(error instanceof PartialFailure)) return undefined;
  const details = new provider.ErrorResourceInitFailed();
  details.setId(error.state.id);
  details.setInputs(write(error.state.inputs));
  details.setProperties(write(error.state.outputs));
  details.setReasonsList([error.message]);
  const packed = new Any();
  packed.pack(details.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new statuses.Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(error.message);
  status.addDetails(packed);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return { metadata };
}

function pluginInfo(version: string): plugins.PluginInfo {
  const info = new plugins.PluginInfo();
  info.setVersion(version);
  return info;
}

/** The methods of `pulumirpc.ResourceProvider` that the engine calls for a program of custom resources and functions. */
export type ProviderService = Pick<
  IResourceProviderServer,
  | "handshake"
  | "getSchema"
  | "checkConfig"
  | "diffConfig"
  | "configure"
  | "invoke"
  | "check"
  | "diff"
  | "create"
  | "read"
  | "update"
  | "delete"
  | "cancel"
  | "getPluginInfo"
  | "attach"
>;

/** @param version the version of the SDK whose provider this stands for */
export function providerService(plugin: ProviderPlugin, version: string): ProviderService {
  return {
    handshake: unary(handshake),
    getSchema: unary(() => new provider.GetSchemaResponse().setSchema(JSON.stringify({ version }))),
    checkConfig: unary(checkConfig),
    diffConfig: unary(() => new DiffResponse().setChanges(DiffResponse.DiffChanges.DIFF_NONE)),
    configure: unary(configure),
    invoke: unary((request) => invoke(plugin, request)),
    check: unary((request) => check(plugin, request)),
    diff: unary((request) => diff(plugin, request)),
    create: unary((request) => create(plugin, request), partialStatus),
    read: unary((request) => readResource(plugin, request)),
    update: unary((request) => update(plugin, request), partialStatus),
    delete: unary((request) => remove(plugin, request)),
    cancel: unary(() => {
      plugin.cancel();
      return new Empty();
    }),
    getPluginInfo: unary(() => pluginInfo(version)),
    attach: unary(() => new Empty()),
  };
}
