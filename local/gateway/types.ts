import type { Coverage } from "./coverage";
import type { Observer } from "./records";

/**
 * What the stand-in of API Management takes and gives. It opens no socket: requests, answers, time, randomness, backends and identities
 * are values and functions, so the same policies run behind `npm run local`, in `npm run simulate` and in tests.
 */

/** A caller's request as it came in. */
export interface GatewayRequest {
  /** HTTP method in upper case. */
  method: string;
  /** Path and query as received, such as `/openai/v1/models?api-version=preview`. */
  url: string;
  /** In the order of the wire; a name may come twice. */
  headers: [string, string][];
  /** Undefined for a request without a body. */
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
  /** HTTP status. */
  status: number;
  /** Reason phrase; that of the status when absent. */
  reason?: string;
  /** In order; a name may come twice. */
  headers: [string, string][];
  /** Chunks as they come from the backend, empty for an answer without a body. */
  body: AsyncIterable<Uint8Array>;
}

/** One attempt at a backend. */
export interface BackendRequest {
  /** HTTP method in upper case. */
  method: string;
  /** Absolute. */
  url: string;
  /** In order; a name may come twice. */
  headers: [string, string][];
  /** Undefined for a request without a body. */
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
  /** HTTP status. */
  status: number;
  /** Reason phrase; that of the status when absent. */
  reason?: string;
  /** In order; a name may come twice. */
  headers: [string, string][];
  /** Chunks as they come. */
  body: AsyncIterable<Uint8Array>;
}

/** Names under which API Management reports that no answer came. */
export type TransportReason = "BackendConnectionFailure" | "Timeout" | "ClientConnectionFailure";

/** What a transport rejects with when there is no answer. */
export class BackendConnectionFailure extends Error {
  constructor(
    /** API Management's name for it. */
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
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves when so much time of this clock has passed. */
  sleep(milliseconds: number): Promise<void>;
}

/** 0 (included) to 1 (excluded). */
export type Random = () => number;

/** JSON Web Key Set, RFC 7517. */
export interface KeySet {
  /** Public keys, each with its `kid`. */
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

/** A plan, as `npm run preview -- --json` prints it. */
export interface Plan {
  /** Name of the stack. */
  stack?: string;
  /** Resources of the plan, in any order. */
  resources: PlanResource[];
}

/** A resource of a plan, as far as the stand-ins read it. */
export interface PlanResource {
  /** Unique in the plan. */
  urn: string;
  /** Type token of Pulumi. */
  type: string;
  /** Name in Pulumi, not in Azure. */
  name: string;
  /** Id in Azure; absent while it is not known. */
  id?: string;
  /** Secrets are `[secret]`. */
  inputs: Record<string, unknown>;
  /** Secrets are `[secret]`. */
  outputs?: Record<string, unknown>;
}

/** What a gateway is made from. */
export interface GatewayArgs {
  /** Holds policies, backends, products and subscriptions. */
  plan: Plan;
  /** Carries requests to backends. */
  transport: Transport;
  /** Time of limits, breakers and logs. */
  clock: Clock;
  /** For ids, jitter and samples. */
  random: Random;
  /** Proves tokens, and gives the gateway's own. */
  identity: IdentitySource;
  /** What the plan hides. */
  secrets: GatewaySecrets;
  /** @default the first of each choice */
  behaviours?: Partial<Behaviours>;
  /** Is told of calls, traces, metrics and steps. Default: nobody. */
  observer?: Observer;
  /** Counts what is run of the policy documents, which takes time. */
  coverage?: Coverage;
  /** Most bytes of an answer that a record keeps. @default 2 MiB, as much as the log of messages takes */
  bodyBytes?: number;
}

/** A subscription, as far as the gateway knows it. */
export interface Subscription {
  /** Id in API Management. */
  id: string;
  /** Display name. */
  name: string;
  /** Id of its product; undefined for one of all APIs. */
  productId: string | undefined;
  /** Only `active` ones are accepted. */
  state: "active" | "suspended" | "cancelled" | "expired" | "submitted" | "rejected";
  /** Empty when no key was given for it. */
  primaryKey: string;
  /** Undefined when none was given. */
  secondaryKey: string | undefined;
}

/** State of a backend's breaker. */
export interface BreakerState {
  /** Id of the backend entity. */
  backendId: string;
  /** `halfOpen` only where the behaviour says so. */
  state: "closed" | "open" | "halfOpen";
  /** Milliseconds since 1970 at which it closes; undefined when it is closed. */
  until: number | undefined;
  /** Failures that count now. */
  failures: number;
}

/** A running gateway; it opens no socket. */
export interface Gateway {
  /** Answers one request. */
  handle(request: GatewayRequest): Promise<GatewayResponse>;
  /** By id. Changing `state` takes effect with the next call. */
  subscriptions: ReadonlyMap<string, Subscription>;
  /** State of every breaker now. */
  breakers(): BreakerState[];
  /** Forgets counters, caches and breakers. */
  reset(): void;
}
