import type { Step } from "../elements/element";
import type { GatewayResponse } from "../types";
import { Body } from "./body";
import type { Call, Section } from "./call";
import { deliver } from "./delivery";
import { defaultBody, Fault, PolicyFault, reasonOf } from "./faults";
import { forward } from "./forward";
import { Headers } from "./headers";
import { notFound, Router } from "./matching";
import { authorize } from "./subscriptions";
import { tokensOfAnswer } from "./tokens";

/** What the pipeline gets from the plan. */
export interface PipelineArgs {
  /** Finds API and operation. */
  router: Router;
  /** Documents in effect for the API, operation and product of a call, narrowest first. */
  documents(call: Call): Call["documents"];
  /** Most bytes of an answer that a record keeps. */
  bodyBytes: number;
}

/** Runs one call from its match to its answer. */
export async function runCall(call: Call, args: PipelineArgs): Promise<GatewayResponse> {
  call.documents = args.documents(call);
  try {
    args.router.match(call);
    if (!call.operation) {
      call.documents = args.documents(call);
      if ((await runFrom(call, "preflight", 0)) !== "finished") throw notFound;
      return deliver(call, args.bodyBytes);
    }
    call.documents = args.documents(call);
    authorize(call);
    call.documents = args.documents(call);
    await sections(call);
  } catch (error) {
    await onError(call, faultOf(error));
  }
  return deliver(call, args.bodyBytes);
}

async function sections(call: Call): Promise<void> {
  if (await section(call, "inbound")) return;
  const ended = await section(call, "backend");
  await countTokens(call);
  if (ended) return;
  await section(call, "outbound");
}

/** Runs a section of the narrowest document that has one. True when the pipeline is over. */
async function section(call: Call, name: Section): Promise<boolean> {
  const flow = await runFrom(call, name, 0);
  return flow === "finished";
}

function runFrom(call: Call, name: Section | "preflight", index: number): ReturnType<Step> {
  const document = call.documents[index];
  if (document) return document.sections[name]?.(call);
  // Without any document the request is forwarded.
  if (name === "backend") return forward(call, { timeoutSeconds: 300, failOnErrorStatus: false });
  return undefined;
}

/** What `<base />` does in a document of a scope. */
export function runBase(call: Call, scope: string, section?: "preflight"): ReturnType<Step> {
  const { position } = call;
  const index = call.documents.findIndex((document) => document.scope === scope);
  return runFrom(call, section ?? (position.section as Section), index + 1);
}

function faultOf(error: unknown): Fault {
  if (error instanceof PolicyFault) return error.fault;
  throw error;
}

async function onError(call: Call, fault: Fault): Promise<void> {
  const { scope, section: where, path, policyId } = call.position;
  call.lastError = {
    source: fault.source,
    reason: fault.reason,
    message: fault.message,
    scope,
    section: where,
    path,
    policyId,
    elapsed: call.elapsed(),
  };
  call.errors.push(call.lastError);
  await call.response?.body.cancel();
  call.response = defaultAnswer(call, fault);
  call.responseVisible = call.gateway.behaviours.responseInOnError === "present";
  try {
    await section(call, "on-error");
  } catch (error) {
    const second = faultOf(error);
    call.errors.push({
      ...call.position,
      source: second.source,
      reason: second.reason,
      message: second.message,
      elapsed: call.elapsed(),
    });
    call.response = defaultAnswer(call, fault);
  }
  call.responseVisible = true;
}

function defaultAnswer(call: Call, fault: Fault): NonNullable<Call["response"]> {
  const headers = new Headers([["Content-Type", "application/json"], ...(fault.headers ?? [])]);
  const body = Body.of(defaultBody(fault.status, fault.answer ?? fault.message, call.id));
  return { status: fault.status, reason: reasonOf(fault.status), headers, body, streamed: false };
}

/** Reads the tokens of an answer that is no stream, so that limits can show what is left in its headers. */
async function countTokens(call: Call): Promise<void> {
  const { response, usageHooks } = call;
  if (!response || response.streamed || usageHooks.length === 0) return;
  if (!/^application\/json/i.test(response.headers.get("Content-Type") ?? "")) return;
  let bytes: Uint8Array;
  try {
    bytes = await response.body.buffer();
  } catch {
    throw new PolicyFault({
      source: "forward-request",
      reason: "BackendConnectionFailure",
      message: "The connection of the backend broke.",
      status: 500,
    });
  }
  call.tokens = response.status < 400 ? tokensOfAnswer(bytes, false, 0) : undefined;
  for (const hook of usageHooks.splice(0)) hook(call.tokens, response.headers);
}
