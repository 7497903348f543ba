import { Dictionary } from "../csharp/values";
import type { PolicyContext } from "../csharp/policyContext";
import type { CompiledDocument } from "../elements/compiler";
import type { ApiModel, BackendModel, OperationModel, ProductModel } from "../documents/planModel";
import type { AttemptRecord, CallRecord, ErrorRecord, GatewayRequest, Subscription, TokenCounts, TraceRecord } from "../types";
import { Body } from "./body";
import { ContextView } from "./contextView";
import type { GatewayState } from "./gatewayState";
import { Headers } from "./headers";
import { PromptEstimate, estimatePrompt } from "./tokens";
import { parseUrl, RequestUrl } from "./url";

export interface CallRequest {
  method: string;
  url: RequestUrl;
  /** What is added to the backend's URL. */
  backendPath: string;
  headers: Headers;
  body: Uint8Array | undefined;
  matched: Dictionary;
}

export interface CallResponse {
  status: number;
  reason: string;
  headers: Headers;
  body: Body;
  streamed: boolean;
}

export type Target = { url: string } | { backend: BackendModel } | undefined;

/** What waits for the tokens of the answer. */
export type UsageHook = (tokens: TokenCounts | undefined, headers: Headers | undefined) => void;

export interface CallDocument {
  scope: string;
  sections: CompiledDocument;
}

export type Section = "inbound" | "backend" | "outbound" | "on-error";

/** A place in a policy document. */
export interface Position {
  scope: string;
  section: string;
  path: string;
  policyId: string;
  document: string;
  line: number;
}

/** One call on its way through the policies. */
export class Call {
  readonly id: string;
  readonly startedAt: number;
  readonly original: RequestUrl;
  readonly request: CallRequest;
  response: CallResponse | undefined;
  /** Whether expressions see the answer: in on-error it depends on the behaviour. */
  responseVisible = true;
  readonly variables = new Dictionary();
  readonly context: PolicyContext;
  api: ApiModel | undefined;
  operation: OperationModel | undefined;
  product: ProductModel | undefined;
  subscription: Subscription | undefined;
  target: Target;
  /** Backend that the last attempt went to. */
  lastBackend: BackendModel | undefined;
  /** Where the element stands that runs. */
  position: Readonly<Position> = { scope: "", section: "", path: "", policyId: "", document: "", line: 0 };
  /** What an element did, in words, for an explanation. */
  outcome: string | undefined;
  lastError: ErrorRecord | undefined;
  readonly errors: ErrorRecord[] = [];
  readonly attempts: AttemptRecord[] = [];
  readonly traces: TraceRecord[] = [];
  readonly usageHooks: UsageHook[] = [];
  /** Run when the call is over, such as to free a place under a limit. */
  readonly endHooks: (() => void)[] = [];
  tokens: TokenCounts | undefined;
  /** Headers that the answer gets, whatever it will be. */
  readonly answerHeaders: [string, string][] = [];
  /** Quotas that count this call already. */
  readonly quotaKeys = new Set<string>();
  /** Bytes of the answer's body, once it was sent. */
  responseSize = 0;
  backendMilliseconds = 0;
  /** Policy documents in effect, narrowest first. */
  documents: CallDocument[] = [];
  private estimate: PromptEstimate | undefined;
  private estimated: Uint8Array | undefined;

  constructor(
    readonly gateway: GatewayState,
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

  trace(trace: Omit<TraceRecord, "elapsed">): void {
    const record = { ...trace, elapsed: this.elapsed() };
    this.traces.push(record);
    this.gateway.observer.onTrace?.(record, this.id);
  }

  /** Whether the call asks for something that a policy for language models knows by itself. */
  get isChat(): boolean {
    return /\/(chat\/completions|responses)$/.test(this.original.path);
  }

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
