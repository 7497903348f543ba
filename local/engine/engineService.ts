import * as grpc from "@grpc/grpc-js";
import { IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { GetRootResourceResponse, LogSeverity, SetRootResourceResponse } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { NotSimulatedError } from "./errors";

/** What a program says through Pulumi's log. */
export interface LogSink {
  /** `urn`: the resource that the message is about; empty for none. */
  info(message: string, urn: string): void;
  /** As `info`, for what the user must look at. */
  warning(message: string, urn: string): void;
  /** As `info`, for what fails the preview. */
  error(message: string, urn: string): void;
}

/**
 * Pulumi's `Engine` service: the program's log and its root resource.
 * @param fail Is called with the reason when a request cannot be answered; the preview ends.
 */
export function engineService(log: LogSink, fail: (reason: unknown) => void): IEngineServer {
  let root = "";
  const refuse =
    (what: string): grpc.handleUnaryCall<unknown, never> =>
    (_call, callback) => {
      fail(new NotSimulatedError(what));
      callback({ code: grpc.status.UNAVAILABLE, details: "the preview is over" });
    };
  return {
    log: (call, callback) => {
      const { request } = call;
      const severity = request.getSeverity();
      if (severity === LogSeverity.ERROR) log.error(request.getMessage(), request.getUrn());
      else if (severity === LogSeverity.WARNING) log.warning(request.getMessage(), request.getUrn());
      else if (severity === LogSeverity.INFO && !request.getEphemeral()) log.info(request.getMessage(), request.getUrn());
      callback(null, new Empty());
    },
    getRootResource: (_call, callback) => callback(null, new GetRootResourceResponse().setUrn(root)),
    setRootResource: (call, callback) => {
      root = call.request.getUrn();
      callback(null, new SetRootResourceResponse());
    },
    startDebugging: refuse("attaching a debugger"),
    requirePulumiVersion: refuse("a required version of the Pulumi CLI"),
  };
}
