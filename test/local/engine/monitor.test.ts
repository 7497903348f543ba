import * as grpc from "@grpc/grpc-js";
import { Callback } from "@pulumi/pulumi/proto/callback_pb";
import {
  ReadResourceRequest,
  RegisterPackageRequest,
  RegisterResourceHookRequest,
  RegisterResourceRequest,
  ResourceCallRequest,
  ResourceInvokeRequest,
  SupportsFeatureRequest,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Deployment } from "../../../local/engine/deployment";
import { messageOf } from "../../../local/engine/errors";
import { resourceMonitor } from "../../../local/engine/monitor";
import { lookup } from "./support";

type Method = grpc.handleUnaryCall<unknown, unknown>;

/** Sends one request to a monitor: its answer, and the reason for which it ended the preview. */
async function send(method: string, request: unknown): Promise<{ answer?: unknown; code?: number; reason?: string }> {
  let reason: string | undefined;
  const deployment = new Deployment({ project: "p", stack: "dev", firstRun: false, providerFor: lookup });
  const monitor = resourceMonitor(Promise.resolve(deployment), (error) => (reason = messageOf(error)));
  return new Promise((resolve) => {
    (monitor[method] as Method)({ request } as grpc.ServerUnaryCall<unknown, unknown>, (error, answer) =>
      resolve({ answer, code: error?.code ?? undefined, reason }),
    );
  });
}

const registration = () => new RegisterResourceRequest().setType("test:index:Thing").setName("a").setCustom(true);
const withProviders = registration();
withProviders.getProvidersMap().set("test", "urn::id");

describe("a feature that is not simulated", () => {
  it.each([
    [
      "registerResource",
      registration().setRemote(true),
      "a component of another language or package (resource a, test:index:Thing)",
    ],
    ["registerResource", registration().setImportid("x"), "the option import (resource a, test:index:Thing)"],
    [
      "registerResource",
      registration().setProvider("urn::id"),
      "the option provider or providers (resource a, test:index:Thing)",
    ],
    ["registerResource", withProviders, "the option provider or providers (resource a, test:index:Thing)"],
    [
      "registerResource",
      registration().setTransformsList([new Callback()]),
      "the option transforms (resource a, test:index:Thing)",
    ],
    [
      "registerResource",
      registration().setHooks(new RegisterResourceRequest.ResourceHooksBinding().setAfterCreateList(["h"])),
      "the option hooks (resource a, test:index:Thing)",
    ],
    ["registerResource", registration().setPackageref("x"), "a parameterized package (resource a, test:index:Thing)"],
    ["readResource", new ReadResourceRequest().setName("a").setType("t:t:T"), "reading the existing resource a (t:t:T)"],
    ["call", new ResourceCallRequest().setTok("t:t:T/method"), "the method t:t:T/method"],
    ["invoke", new ResourceInvokeRequest().setTok("t:t:f").setProvider("urn::id"), "the option provider (function t:t:f)"],
    ["registerStackTransform", new Callback(), "a transform of the whole stack"],
    ["registerStackInvokeTransform", new Callback(), "a transform of the stack's function calls"],
    ["registerResourceHook", new RegisterResourceHookRequest(), "a resource hook"],
    ["registerErrorHook", {}, "an error hook"],
    ["registerPackage", new RegisterPackageRequest().setName("other"), "the parameterized package other"],
  ])("%s ends the preview with its name (%#)", async (method, request, what) => {
    const { code, reason } = await send(method, request);
    expect([code, reason]).toEqual([
      grpc.status.UNAVAILABLE,
      `${what} is not simulated by the offline preview; use the real engine (\`pulumi preview\`) for this program`,
    ]);
  });
});

it.each([
  ["secrets", true],
  ["outputValues", true],
  ["transforms", true],
  ["somethingNew", false],
])("says whether it supports %s", async (feature, expected) => {
  const { answer } = await send("supportsFeature", new SupportsFeatureRequest().setId(feature));
  expect((answer as SupportsFeatureResponse).getHassupport()).toBe(expected);
});

it("does not answer a request that is newer than itself", async () => {
  expect((await send("getDeploymentInfo", {})).code).toBe(grpc.status.UNIMPLEMENTED);
});
