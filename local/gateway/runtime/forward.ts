import type { BackendModel } from "../documents/planModel";
import { BackendConnectionFailure, BackendResponse } from "../types";
import { Body } from "./body";
import type { Call } from "./call";
import { defaultBody, PolicyFault, reasonOf } from "./faults";
import { Headers } from "./headers";
import { queryText } from "./url";

/** How a request goes out. */
export interface ForwardOptions {
  /** Until the headers of the answer. */
  timeoutSeconds: number;
  /** Whether an answer of 400 to 599 is an error of the call. */
  failOnErrorStatus: boolean;
}

/** Headers that belong to one connection. */
const hopByHop = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "proxy-authenticate",
  "proxy-authorization",
]);
/** Those, and what is written anew for the backend. */
const notPassedOn = new Set([...hopByHop, "host", "content-length"]);

const transportFault = (failure: BackendConnectionFailure): PolicyFault =>
  new PolicyFault({ source: "forward-request", reason: failure.reason, message: failure.message, status: 500 });

/** Sends the request to its backend; the answer, or the lack of one, is then the call's. */
export async function forward(call: Call, options: ForwardOptions): Promise<void> {
  const before = call.response;
  call.response = undefined;
  await before?.body.cancel();
  const backend = chosen(call);
  if (backend === "exhausted") return exhausted(call);
  const response = await send(call, backend, options);
  call.response = {
    status: response.status,
    reason: response.reason ?? reasonOf(response.status),
    headers: answerHeaders(response.headers),
    body: Body.streaming(response.body),
    streamed: response.headers.some(
      ([name, value]) => name.toLowerCase() === "content-type" && value.startsWith("text/event-stream"),
    ),
  };
  if (options.failOnErrorStatus && response.status >= 400)
    throw new PolicyFault({
      source: "forward-request",
      reason: "BackendResponseError",
      message: `The backend answered ${response.status}.`,
      status: response.status,
    });
}

const answerHeaders = (headers: [string, string][]): Headers =>
  new Headers(headers.filter(([name]) => !hopByHop.has(name.toLowerCase())));

/** The entity that gets the request; undefined when the URL belongs to none. */
function chosen(call: Call): BackendModel | undefined | "exhausted" {
  const { target, gateway } = call;
  if (!target)
    throw new PolicyFault({
      source: "forward-request",
      reason: "BackendUrlMissing",
      message: "The API has no backend.",
      status: 500,
    });
  if ("url" in target)
    return [...gateway.model.backends.values()].find(({ url }) => url === target.url && gateway.breakers.lets(target.url));
  return gateway.pools.select(target.backend, affinity(call, target.backend)) ?? "exhausted";
}

function affinity(call: Call, { affinityCookie, members }: BackendModel): string | undefined {
  if (!affinityCookie || !members) return undefined;
  const cookies = (call.request.headers.get("Cookie") ?? "").split(/;\s*/);
  const value = cookies.find((cookie) => cookie.startsWith(`${affinityCookie}=`))?.slice(affinityCookie.length + 1);
  return members.find(({ id }) => id === value)?.id;
}

/** No member of the pool may be called, or the breaker of the one backend is open. */
function exhausted(call: Call): void {
  const { behaviours } = call.gateway;
  const id = call.target && "backend" in call.target ? call.target.backend.id : "";
  const message = `Backend ${id} is temporarily unavailable.`;
  const headers = new Headers([["Content-Type", "application/json"]]);
  const body = Body.of(defaultBody(503, message, call.id));
  if (behaviours.exhaustion === "error")
    throw new PolicyFault({ source: "forward-request", reason: "BackendPoolExhausted", message, status: 503 });
  call.response = { status: 503, reason: reasonOf(503), headers, body, streamed: false };
}

async function send(call: Call, backend: BackendModel | undefined, options: ForwardOptions): Promise<BackendResponse> {
  const { gateway, request } = call;
  const base = backend?.url ?? (call.target as { url: string }).url;
  const url = `${base.replace(/\/$/, "")}${request.backendPath}${queryText(request.url.query)}`;
  const headers = outgoing(call, url);
  const startedAt = gateway.clock.now();
  call.lastBackend = backend;
  if (backend) gateway.breakers.start(backend.id);
  const record = (status: number | undefined, failure: string | undefined, retryAfter?: string): void => {
    const milliseconds = gateway.clock.now() - startedAt;
    call.backendMilliseconds += milliseconds;
    call.attempts.push({
      backendId: backend?.id,
      url,
      method: request.method,
      startedAt,
      milliseconds,
      status,
      failure,
      requestHeaders: headers,
    });
    if (backend) gateway.breakers.finish(backend.id, { status, failure, retryAfter });
  };
  try {
    const response = await gateway.transport({
      method: request.method,
      url,
      headers,
      body: request.body,
      timeoutSeconds: options.timeoutSeconds,
      certificateChecked: backend?.certificateChecked ?? true,
      ...(backend && { backendId: backend.id }),
      ...(call.received.signal && { signal: call.received.signal }),
    });
    record(response.status, undefined, response.headers.find(([name]) => name.toLowerCase() === "retry-after")?.[1]);
    setAffinity(call, backend, response);
    return response;
  } catch (error) {
    if (!(error instanceof BackendConnectionFailure)) throw error;
    record(undefined, error.reason);
    throw transportFault(error);
  }
}

/** Hosts of backends: there are few. */
const hosts = new Map<string, string>();

function hostOf(url: string): string {
  const origin = /^[^/]*\/\/[^/?#]*/.exec(url)?.[0] ?? url;
  let found = hosts.get(origin);
  if (found === undefined) hosts.set(origin, (found = new URL(origin).host));
  return found;
}

function setAffinity(call: Call, backend: BackendModel | undefined, response: BackendResponse): void {
  const pool = call.target && "backend" in call.target ? call.target.backend : undefined;
  if (pool?.affinityCookie && backend && affinity(call, pool) !== backend.id)
    response.headers.push(["Set-Cookie", `${pool.affinityCookie}=${backend.id}`]);
}

function outgoing(call: Call, url: string): [string, string][] {
  const { headers, body } = call.request;
  const named =
    headers
      .get("Connection")
      ?.split(",")
      .map((name) => name.trim().toLowerCase()) ?? [];
  const kept = headers.list(({ key }) => !notPassedOn.has(key) && !named.includes(key));
  const length: [string, string][] = body ? [["Content-Length", String(body.length)]] : [];
  return [["Host", hostOf(url)], ...kept, ...length];
}
