import { BackendConnectionFailure, BackendRequest, BackendResponse, Clock } from "../gateway/types";
import type { Pace } from "./answer";
import { platformError } from "./refusal";

/** How a region, or one deployment of it, does. */
export const regionStates = [
  "up",
  "down",
  "silent",
  "failing",
  "throttled",
  "forbidden",
  "unauthorized",
  "slow",
  "breaks-stream",
  "wrong-certificate",
] as const;

/** A state of a region or deployment. */
export type RegionState = (typeof regionStates)[number];

/** A state and what belongs to it. */
export interface Fault {
  /** `up` is no fault. */
  state: RegionState;
  /** Of a 429, in seconds. @default 10 */
  retryAfterSeconds?: number;
}

const up: Fault = { state: "up" };
const defaultRetryAfter = 10;
/** What `slow` adds to an answer. */
const slowPace: Pace = { first: 3000, between: 250 };
/** Events that a stream sends before it breaks. */
const eventsBeforeBreak = 2;

/** The states that are set, by region and deployment. */
export class Faults {
  private readonly set = new Map<string, Fault>();

  /** Sets the state of a region, or of one deployment in it. */
  put(location: string, fault: Fault, deployment?: string): void {
    this.set.set(key(location, deployment), fault);
  }

  /** State of a deployment; without one, of its region. */
  of(location: string, deployment?: string): Fault {
    return (deployment !== undefined && this.set.get(key(location, deployment))) || (this.set.get(key(location)) ?? up);
  }

  /** Everything is up again. */
  clear(): void {
    this.set.clear();
  }
}

const key = (location: string, deployment = ""): string => `${location}/${deployment}`;

/** Host and port of a URL, for messages. */
const hostOf = (request: BackendRequest): string => new URL(request.url).host;

/** @throws BackendConnectionFailure when no connection to the account comes about, or no answer in time. */
export async function refuseConnection({ state }: Fault, request: BackendRequest, clock: Clock): Promise<void> {
  if (state === "down") throw new BackendConnectionFailure("BackendConnectionFailure", `Connection refused (${hostOf(request)})`);
  if (state === "wrong-certificate" && request.certificateChecked)
    throw new BackendConnectionFailure(
      "BackendConnectionFailure",
      `The remote certificate of ${hostOf(request)} is invalid: RemoteCertificateNameMismatch`,
    );
  if (state !== "silent") return;
  await clock.sleep(request.timeoutSeconds * 1000);
  throw new BackendConnectionFailure("Timeout", `No answer from ${hostOf(request)} in ${request.timeoutSeconds} s`);
}

/** @throws Refusal for an account that answers with an error whatever is asked. `what` says which limit was met. */
export function refuseAnswer(
  { state, retryAfterSeconds }: Fault,
  what: { deployment: string; location: string; operation: string; apiVersion: string },
): void {
  if (state === "failing")
    throw platformError(500, "InternalServerError", "The server had an error while processing your request. Sorry about that!");
  if (state === "throttled") throw throttled(what, "token", retryAfterSeconds ?? defaultRetryAfter);
  if (state === "forbidden")
    throw platformError(403, "AccessDenied", "Public access is disabled. Please configure private endpoint.");
  if (state === "unauthorized")
    throw platformError(
      401,
      "PermissionDenied",
      "The principal lacks the required data action `Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action` to perform this operation.",
    );
}

/** Azure's 429. */
export const throttled = (
  {
    deployment,
    location,
    operation,
    apiVersion,
  }: { deployment: string; location: string; operation: string; apiVersion: string },
  limit: "token" | "request",
  retryAfterSeconds: number,
) =>
  platformError(
    429,
    "RateLimitReached",
    `Your requests to ${deployment} in ${location} have exceeded the ${limit} rate limit for your current AIServices S0 pricing tier. This request was for ${operation} under Azure OpenAI API version ${apiVersion}. Please retry after ${retryAfterSeconds} seconds. To increase your default rate limit, visit: https://aka.ms/oai/quotaincrease.`,
    [
      ["Retry-After", String(retryAfterSeconds)],
      ["retry-after-ms", String(retryAfterSeconds * 1000)],
      [`x-ratelimit-reset-${limit}s`, String(retryAfterSeconds)],
      ["policy-id", `DeploymentRatelimit-${limit === "token" ? "Token" : "Call"}`],
    ],
  );

/** Pace of a region in this state. */
export const paceOf = ({ state }: Fault, pace: Pace): Pace =>
  state === "slow" ? { first: pace.first + slowPace.first, between: pace.between + slowPace.between } : pace;

/** The answer, broken off on the way where the state says so. */
export function broken({ state }: Fault, response: BackendResponse): BackendResponse {
  if (state !== "breaks-stream" || response.status >= 400) return response;
  return { ...response, body: breakOff(response.body) };
}

async function* breakOff(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for await (const chunk of body) {
    // An answer in one piece breaks in its middle.
    yield sent === 0 && !isEvent(chunk) ? chunk.subarray(0, Math.ceil(chunk.length / 2)) : chunk;
    if (++sent >= eventsBeforeBreak || !isEvent(chunk))
      throw new BackendConnectionFailure("BackendConnectionFailure", "The connection was reset");
  }
}

const isEvent = (chunk: Uint8Array): boolean => /^(event|data):/.test(Buffer.from(chunk.subarray(0, 6)).toString("latin1"));
