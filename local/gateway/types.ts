import type { Coverage } from "./coverage";

/**
 * What the stand-in of API Management takes and gives. It opens no socket: requests, answers, time, randomness, backends and identities
 * are values and functions, so the same policies run behind `npm run local`, in `npm run simulate` and in tests.
 */

/** A caller's request as it came in. */
export interface GatewayRequest {
  method: string;
  /** Path and query as received, such as `/openai/v1/models?api-version=preview`. */
  url: string;
  /** In the order of the wire; a name may come twice. */
  headers: [string, string][];
  body: Uint8Array | undefined;
  /** Address that the gateway sees. */
  clientAddress: string;
  /** Id to use for the call; a random one when absent. */
  requestId?: string;
  /** True for a WebSocket handshake. */
  webSocket?: boolean;
  /** Aborted when the caller hangs up. */
  signal?: AbortSignal;
}

/** What the caller is answered. The record of the call is complete once the body was read to its end or given up. */
export interface GatewayResponse {
  status: number;
  reason?: string;
  headers: [string, string][];
  body: AsyncIterable<Uint8Array>;
}

/** One attempt at a backend. */
export interface BackendRequest {
  method: string;
  /** Absolute. */
  url: string;
  headers: [string, string][];
  body: Uint8Array | undefined;
  /** Time until the headers of the answer must be there, in seconds. */
  timeoutSeconds: number;
  /** Id of the backend entity, absent when the URL belongs to none. */
  backendId?: string;
  /** Whether chain and name of the certificate are checked. */
  certificateChecked: boolean;
  /** Aborted when the caller hangs up. */
  signal?: AbortSignal;
}

/** A backend's answer. Reading the body throws when the connection breaks. */
export interface BackendResponse {
  status: number;
  reason?: string;
  headers: [string, string][];
  body: AsyncIterable<Uint8Array>;
}

/** Names under which API Management reports that no answer came. */
export type TransportReason = "BackendConnectionFailure" | "Timeout" | "ClientConnectionFailure";

/** What a transport rejects with when there is no answer. */
export class BackendConnectionFailure extends Error {
  constructor(
    readonly reason: TransportReason,
    message: string,
  ) {
    super(message);
  }
}

/** Sends one request; rejects with `BackendConnectionFailure` when no answer comes. */
export type Transport = (request: BackendRequest) => Promise<BackendResponse>;

/** Time, in milliseconds since 1970. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** 0 (included) to 1 (excluded). */
export type Random = () => number;

/** JSON Web Key Set, RFC 7517. */
export interface KeySet {
  keys: Record<string, unknown>[];
}

/** Where tokens come from, and what proves them. */
export interface IdentitySource {
  /** Signing keys and issuers of a tenant, as its OpenID configuration names them. Rejects when it cannot be reached. */
  signingKeys(tenantId: string): Promise<{ issuers: string[]; keySet: KeySet }>;
  /** Token of the gateway's own identity; `clientId` is undefined for the one that the system assigns. */
  managedIdentityToken(resource: string, clientId: string | undefined): Promise<string>;
}

/** What a plan does not hold: secrets are hidden in it. */
export interface GatewaySecrets {
  /** Values of named values, by name; those that the plan shows need none. */
  namedValues?: Readonly<Record<string, string>>;
  /** Keys of subscriptions, by id of the subscription. The built-in all-access subscription has the id `master`. */
  subscriptionKeys: Readonly<Record<string, { primary: string; secondary?: string }>>;
}

/** Choices where it is not known for sure how Azure behaves. The first of each is the default. */
export interface Behaviours {
  /** How a pool without an eligible member, or a backend whose breaker is open, is seen: as an answer 503, or as an error. */
  exhaustion: "response" | "error";
  /** Whether `context.Response` is there in on-error before a status was chosen. */
  responseInOnError: "present" | "absent";
  /** Whether breakers of two backends with the same URL are one. */
  sameUrlBreakers: "separate" | "shared";
  /** Whether token limits and token metrics count embeddings and legacy completions. */
  embeddingTokens: "counted" | "notCounted";
  /** What a token limit with estimation does with a prompt of token ids. */
  tokenArrays: "estimated" | "refused";
  /** Whether `set-body` works in on-error. */
  setBodyInOnError: "works" | "ignored";
  /** After its trip a breaker is closed, or lets one request try first. */
  breakerReset: "closed" | "halfOpen";
}

/** One attempt at a backend, as it went. */
export interface AttemptRecord {
  backendId: string | undefined;
  url: string;
  method: string;
  /** Start, in milliseconds since 1970. */
  startedAt: number;
  /** Until the headers, in milliseconds. */
  milliseconds: number;
  /** Of the answer; undefined when none came. */
  status: number | undefined;
  failure: string | undefined;
  requestHeaders: [string, string][];
}

/** One `trace` of a call, in the shape of `TraceRecords`. */
export interface TraceRecord {
  source: string;
  severity: "verbose" | "information" | "error";
  message: string;
  metadata: Record<string, string>;
  /** Milliseconds since the call began. */
  elapsed: number;
}

/** `context.LastError`. */
export interface ErrorRecord {
  source: string;
  reason: string;
  message: string;
  scope: string;
  section: string;
  path: string;
  policyId: string;
  /** Milliseconds since the call began. */
  elapsed: number;
}

export interface TokenCounts {
  prompt: number;
  completion: number;
  total: number;
  /** From the usage in the answer, or estimated. */
  estimated: boolean;
}

/** One value of a metric. */
export interface MetricRecord {
  namespace: string;
  name: string;
  value: number;
  dimensions: Record<string, string>;
  at: number;
}

/** What one policy element did, for an explanation of a call. */
export interface StepRecord {
  document: string;
  section: string;
  line: number;
  element: string;
  /** In a few words, such as `not taken` or `429`. */
  outcome: string;
  elapsed: number;
}

/** Everything about one call: there is exactly one record for each. */
export interface CallRecord {
  requestId: string;
  startedAt: number;
  method: string;
  /** Path and query as received. */
  url: string;
  clientAddress: string;
  requestHeaders: [string, string][];
  /** Bytes of the caller's body. */
  requestSize: number;
  requestBody: Uint8Array | undefined;
  apiId: string | undefined;
  operationId: string | undefined;
  operationName: string | undefined;
  productId: string | undefined;
  subscriptionId: string | undefined;
  status: number;
  responseHeaders: [string, string][];
  responseSize: number;
  /** What the caller got, up to `bodyBytes`; cut when it was longer. */
  responseBody: Uint8Array;
  responseBodyCut: boolean;
  attempts: AttemptRecord[];
  traces: TraceRecord[];
  lastError: ErrorRecord | undefined;
  errors: ErrorRecord[];
  /** Undefined when the call passed no model or left no count. */
  tokens: TokenCounts | undefined;
  streamed: boolean;
  /** The caller hung up before the end. */
  aborted: boolean;
  /** The backend broke the answer off. */
  broken: boolean;
  totalMilliseconds: number;
  backendMilliseconds: number;
  clientMilliseconds: number;
}

/** Who is told what happens. */
export interface Observer {
  onTrace?(trace: TraceRecord, requestId: string): void;
  onMetric?(metric: MetricRecord): void;
  /** Once a call, when it is over. */
  onCall?(call: CallRecord): void;
  /** Each policy element, in order; only asked for by those who explain a call. */
  onStep?(step: StepRecord, requestId: string): void;
}

/** A plan, as `npm run preview -- --json` prints it. */
export interface Plan {
  stack?: string;
  resources: PlanResource[];
}

export interface PlanResource {
  urn: string;
  type: string;
  name: string;
  id?: string;
  inputs: Record<string, unknown>;
  outputs?: Record<string, unknown>;
}

export interface GatewayArgs {
  plan: Plan;
  transport: Transport;
  clock: Clock;
  random: Random;
  identity: IdentitySource;
  secrets: GatewaySecrets;
  /** @default the first of each choice */
  behaviours?: Partial<Behaviours>;
  observer?: Observer;
  /** Counts what is run of the policy documents, which takes time. */
  coverage?: Coverage;
  /** Most bytes of an answer that a record keeps. @default 2 MiB, as much as the log of messages takes */
  bodyBytes?: number;
}

/** A subscription, as far as the gateway knows it. */
export interface Subscription {
  id: string;
  name: string;
  /** Id of its product; undefined for one of all APIs. */
  productId: string | undefined;
  state: "active" | "suspended" | "cancelled" | "expired" | "submitted" | "rejected";
  primaryKey: string;
  secondaryKey: string | undefined;
}

/** State of a backend's breaker. */
export interface BreakerState {
  backendId: string;
  state: "closed" | "open" | "halfOpen";
  /** Milliseconds since 1970 at which it closes; undefined when it is closed. */
  until: number | undefined;
  /** Failures that count now. */
  failures: number;
}

export interface Gateway {
  handle(request: GatewayRequest): Promise<GatewayResponse>;
  /** By id. Changing `state` takes effect with the next call. */
  subscriptions: ReadonlyMap<string, Subscription>;
  breakers(): BreakerState[];
  /** Forgets counters, caches and breakers. */
  reset(): void;
}
