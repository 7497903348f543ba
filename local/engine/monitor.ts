import * as grpc from "@grpc/grpc-js";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  RegisterResourceResponse,
  ResourceInvokeRequest,
  Result,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Deployment } from "./deployment";
import { NotSimulatedError } from "./errors";
import { goalOf } from "./goal";
import { FunctionError, type Props } from "../protocol/provider";

/**
 * What Pulumi's resource monitor says it supports (CLI 3.220). The answer decides what an SDK sends, so it is that of
 * the real one, also for features whose use is then refused.
 */
const features: ReadonlySet<string> = new Set([
  "secrets",
  "resourceReferences",
  "outputValues",
  "aliasSpecs",
  "replacementTrigger",
  "deletedWith",
  "replaceWith",
  "transforms",
  "invokeTransforms",
  "parameterization",
  "resourceHooks",
  "errorHooks",
]);

/** Properties as a protobuf message. */
export const structOf = (props: Props): Struct => Struct.fromJavaScript(props as Record<string, JavaScriptValue>);

/**
 * The service that the program's SDK talks to: Pulumi's `ResourceMonitor`, on top of a {@link Deployment}.
 * @param deployment Comes when the stand-ins are loaded; requests wait for it.
 * @param fail Is called with the reason when a request cannot be answered; the preview ends.
 */
export function resourceMonitor(deployment: Promise<Deployment>, fail: (reason: unknown) => void): IResourceMonitorServer {
  const answer =
    <Request, Response>(
      respond: (request: Request, deployment: Deployment) => Response,
    ): grpc.handleUnaryCall<Request, Response> =>
    (call, callback) => {
      deployment
        .then((ready) => respond(call.request, ready))
        .then(
          (response) => callback(null, response),
          (reason: unknown) => {
            // An answer like any other, as the real engine passes it on.
            if (reason instanceof FunctionError) return callback({ code: grpc.status.UNKNOWN, details: reason.message });
            fail(reason);
            callback({ code: grpc.status.UNAVAILABLE, details: "the preview is over" });
          },
        );
    };
  const refuse = (what: string) =>
    answer((): never => {
      throw new NotSimulatedError(what);
    });
  return {
    supportsFeature: answer((request) => new SupportsFeatureResponse().setHassupport(features.has(request.getId()))),
    registerResource: answer(register),
    registerResourceOutputs: answer(registerOutputs),
    invoke: answer(invoke),
    signalAndWaitForShutdown: answer(() => new Empty()),
    call: answer((request) => {
      throw new NotSimulatedError(`the method ${request.getTok()}`);
    }),
    readResource: answer((request) => {
      throw new NotSimulatedError(`reading the existing resource ${request.getName()} (${request.getType()})`);
    }),
    registerStackTransform: refuse("a transform of the whole stack"),
    registerStackInvokeTransform: refuse("a transform of the stack's function calls"),
    registerResourceHook: refuse("a resource hook"),
    registerErrorHook: refuse("an error hook"),
    registerPackage: answer((request) => {
      throw new NotSimulatedError(`the parameterized package ${request.getName()}`);
    }),
    // Newer than the CLI that this monitor answers as.
    getDeploymentInfo: (_call, callback) => callback({ code: grpc.status.UNIMPLEMENTED, details: "GetDeploymentInfo" }),
  };
}

function register(request: RegisterResourceRequest, deployment: Deployment): RegisterResourceResponse {
  const resource = deployment.register(goalOf(request));
  return new RegisterResourceResponse()
    .setUrn(resource.urn)
    .setId(resource.id ?? "")
    .setObject(structOf(resource.outputs))
    .setResult(Result.SUCCESS);
}

function registerOutputs(request: RegisterResourceOutputsRequest, deployment: Deployment): Empty {
  deployment.setOutputs(request.getUrn(), (request.getOutputs()?.toJavaScript() ?? {}) as Props);
  return new Empty();
}

function invoke(request: ResourceInvokeRequest, deployment: Deployment): InvokeResponse {
  if (request.getProvider()) throw new NotSimulatedError(`the option provider (function ${request.getTok()})`);
  const args = (request.getArgs()?.toJavaScript() ?? {}) as Props;
  return new InvokeResponse().setReturn(structOf(deployment.invoke(request.getTok(), args)));
}
