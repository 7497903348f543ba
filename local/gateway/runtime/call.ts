import { Dictionary } from "../csharp/values";
import type { PolicyContext } from "../csharp/policyContext";
import type { CompiledDocument } from "../elements/compiler";
import type { ApiModel, BackendModel, OperationModel, ProductModel } from "../documents/planModel";
import type { AttemptRecord, CallRecord, ErrorRecord, TokenCounts, TraceRecord } from "../records";
import type { GatewayRequest, Subscription } from "../types";
import { Body } from "./body";
import { ContextView } from "./contextView";
import type { GatewayState } from "./gatewayState";
import { Headers } from "./headers";
import { PromptEstimate, estimatePrompt } from "./tokens";
import { parseUrl, RequestUrl } from "./url";

/** The request as policies have made it so far. */
export interface CallRequest {
  /** HTTP method. */
  method: string;
  /** As expressions see it; `rewrite-uri` changes it. */
  url: RequestUrl;
  /** What is added to the backend's URL. */
  backendPath: string;
  /** Headers that go to the backend. */
  headers: Headers;
  /** Undefined for a request without a body. */
  body: Uint8Array | undefined;
  /** Parameters of the operation's template. */
  matched: Dictionary;
}

/** The answer as policies have made it so far. */
export interface CallResponse {
  /** HTTP status. */
  status: number;
  /** Reason phrase. */
  reason: string;
  /** Headers that go to the caller. */
  headers: Headers;
  /** A stream until something needs it as a whole. */
  body: Body;
  /** Whether it is a stream of server-sent events. */
  streamed: boolean;
}

/** Where `forward-request` goes: a URL, or a backend entity. Undefined: the API's own. */
export type Target = { url: string } | { backend: BackendModel } | undefined;

/** What waits for the tokens of the answer. */
export type UsageHook = (tokens: TokenCounts | undefined, headers: Headers | undefined) => void;

/** A policy document in effect for a call. */
export interface CallDocument {
  /** What the document is of. */
  scope: string;
  /** Its sections, ready to run. */
  sections: CompiledDocument;
}

/** A section of a policy document. */
export type Section = "inbound" | "backend" | "outbound" | "on-error";

/** A place in a policy document. */
export interface Position {
  /** `global`, `product`, `api` or `operation`. */
  scope: string;
  /** Section of the document. */
  section: string;
  /** Place in the section, such as `choose[3]/when[2]`. */
  path: string;
  /** Attribute `id` of the element; empty without one. */
  policyId: string;
  /** Name of the document. */
  document: string;
  /** Line in the document, from 1. */
  line: number;
}

/** One call on its way through the policies. */
export class Call {
  /** GUID of the call. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** URL as the caller sent it. */
  readonly original: RequestUrl;
  /** Request that goes to the backend. */
  readonly request: CallRequest;
  /** Undefined until there is an answer. */
  response: CallResponse | undefined;
  /** Whether expressions see the answer: in on-error it depends on the behaviour. */
  responseVisible = true;
  /** What expressions see as `context.Variables`. */
  readonly variables = new Dictionary();
  /** What expressions see as `context`. */
  readonly context: PolicyContext;
  /** Undefined until one was matched. */
  api: ApiModel | undefined;
  /** Undefined until one was matched. */
  operation: OperationModel | undefined;
  /** Undefined for a call without product. */
  product: ProductModel | undefined;
  /** Undefined for a call without a valid key. */
  subscription: Subscription | undefined;
  /** Chosen by `set-backend-service`. */
  target: Target;
  /** Backend that the last attempt went to. */
  lastBackend: BackendModel | undefined;
  /** Where the element stands that runs. */
  position: Readonly<Position> = { scope: "", section: "", path: "", policyId: "", document: "", line: 0 };
  /** What an element did, in words, for an explanation. */
  outcome: string | undefined;
  /** The error that brought the call to on-error. */
  lastError: ErrorRecord | undefined;
  /** Every error of the call, in order. */
  readonly errors: ErrorRecord[] = [];
  /** Every attempt at a backend, in order. */
  readonly attempts: AttemptRecord[] = [];
  /** Every trace record, in order. */
  readonly traces: TraceRecord[] = [];
  /** Run when the tokens of the answer are known, or that there are none. */
  readonly usageHooks: UsageHook[] = [];
  /** Run when the call is over, such as to free a place under a limit. */
  readonly endHooks: (() => void)[] = [];
  /** Tokens of the answer; undefined when it left no count. */
  tokens: TokenCounts | undefined;
  /** Headers that the answer gets, whatever it will be. */
  readonly answerHeaders: [string, string][] = [];
  /** Quotas that count this call already. */
  readonly quotaKeys = new Set<string>();
  /** Bytes of the answer's body, once it was sent. */
  responseSize = 0;
  /** Time spent waiting for backends, over all attempts. */
  backendMilliseconds = 0;
  /** Policy documents in effect, narrowest first. */
  documents: CallDocument[] = [];
  private estimate: PromptEstimate | undefined;
  private estimated: Uint8Array | undefined;

  constructor(
    /** What all calls of the gateway share. */
    readonly gateway: GatewayState,
    /** The request as the caller sent it. */
    readonly received: GatewayRequest,
  ) {
    this.id = received.requestId ?? gateway.newId();
    this.startedAt = gateway.clock.now();
    const headers = new Headers(received.headers);
    this.original = parseUrl(received.url, headers.get("Host") ?? `${gateway.model.serviceName}.azure-api.net`);
    const body = received.body && received.body.length > 0 ? received.body : undefined;
    this.request = {
      method: received.method,
      url: { ...this.original, query: [...this.original.query] },
      backendPath: "",
      headers,
      body,
      matched: new Dictionary(),
    };
    this.context = new ContextView(this);
  }

  /** Milliseconds since the call began. */
  elapsed(): number {
    return this.gateway.clock.now() - this.startedAt;
  }

  /** Estimate of the prompt of the body as it is now. */
  promptEstimate(): PromptEstimate {
    if (!this.estimate || this.estimated !== this.request.body) {
      this.estimated = this.request.body;
      this.estimate = estimatePrompt(this.request.body);
    }
    return this.estimate;
  }

  /** Adds a trace record and tells the observer. */
  trace(trace: Omit<TraceRecord, "elapsed">): void {
    const record = { ...trace, elapsed: this.elapsed() };
    this.traces.push(record);
    this.gateway.observer.onTrace?.(record, this.id);
  }

  /** Whether the call asks for something that a policy for language models knows by itself. */
  get isChat(): boolean {
    return /\/(chat\/completions|responses)$/.test(this.original.path);
  }

  /** The record of the call, once its answer was sent or given up. */
  record(answer: Pick<CallRecord, "responseSize" | "responseBody" | "responseBodyCut" | "aborted" | "broken">): CallRecord {
    const total = this.elapsed();
    return {
      requestId: this.id,
      startedAt: this.startedAt,
      method: this.received.method,
      url: this.received.url,
      clientAddress: this.received.clientAddress,
      requestHeaders: this.received.headers,
      requestSize: this.received.body?.length ?? 0,
      requestBody: this.received.body,
      apiId: this.api?.id,
      operationId: this.operation?.id,
      operationName: this.operation?.name,
      productId: this.product?.id,
      subscriptionId: this.subscription?.id,
      status: this.response?.status ?? 0,
      responseHeaders: this.response?.headers.list() ?? [],
      attempts: this.attempts,
      traces: this.traces,
      lastError: this.lastError,
      errors: this.errors,
      tokens: this.tokens,
      streamed: this.response?.streamed ?? false,
      totalMilliseconds: total,
      backendMilliseconds: this.backendMilliseconds,
      clientMilliseconds: Math.max(0, total - this.backendMilliseconds),
      ...answer,
    };
  }
}
