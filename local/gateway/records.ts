/** One attempt at a backend, as it went. */
export interface AttemptRecord {
  /** Id of the backend entity; undefined when the URL belongs to none. */
  backendId: string | undefined;
  /** Absolute URL that was called. */
  url: string;
  /** HTTP method. */
  method: string;
  /** Start, in milliseconds since 1970. */
  startedAt: number;
  /** Until the headers, in milliseconds. */
  milliseconds: number;
  /** Of the answer; undefined when none came. */
  status: number | undefined;
  /** Why no answer came (`TransportReason`); undefined when one came. */
  failure: string | undefined;
  /** Headers as they were sent. */
  requestHeaders: [string, string][];
}

/** One `trace` of a call, in the shape of `TraceRecords`. */
export interface TraceRecord {
  /** Attribute `source` of the element. */
  source: string;
  /** Application Insights gets those of its verbosity and above. */
  severity: "verbose" | "information" | "error";
  /** Content of the element. */
  message: string;
  /** Name → value. */
  metadata: Record<string, string>;
  /** Milliseconds since the call began. */
  elapsed: number;
}

/** `context.LastError`. */
export interface ErrorRecord {
  /** Name of the element, or of the part of the gateway. */
  source: string;
  /** API Management's name for the error. */
  reason: string;
  /** Text of the error. */
  message: string;
  /** Scope of the document in which it came up. */
  scope: string;
  /** Section in which it came up. */
  section: string;
  /** Place in the section, such as `choose[3]/when[2]`. */
  path: string;
  /** Attribute `id` of the element; empty without one. */
  policyId: string;
  /** Milliseconds since the call began. */
  elapsed: number;
}

/** Tokens of one call. */
export interface TokenCounts {
  /** Tokens of the request. */
  prompt: number;
  /** Tokens of the answer. */
  completion: number;
  /** As the answer says it; else the sum of both. */
  total: number;
  /** From the usage in the answer, or estimated. */
  estimated: boolean;
}

/** One value of a metric. */
export interface MetricRecord {
  /** Namespace in Application Insights. */
  namespace: string;
  /** Name of the metric, such as `Total Tokens`. */
  name: string;
  /** Amount that is added. */
  value: number;
  /** Name → value. */
  dimensions: Record<string, string>;
  /** Milliseconds since 1970. */
  at: number;
}

/** What one policy element did, for an explanation of a call. */
export interface StepRecord {
  /** Name of the document, such as `api/openai`. */
  document: string;
  /** Section of the document. */
  section: string;
  /** Line in the document, from 1. */
  line: number;
  /** Name of the element. */
  element: string;
  /** In a few words, such as `not taken` or `429`. */
  outcome: string;
  /** Milliseconds since the call began. */
  elapsed: number;
}

/** Everything about one call: there is exactly one record for each. */
export interface CallRecord {
  /** GUID of the call. */
  requestId: string;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** HTTP method of the caller. */
  method: string;
  /** Path and query as received. */
  url: string;
  /** Address that the gateway sees. */
  clientAddress: string;
  /** As the caller sent them. */
  requestHeaders: [string, string][];
  /** Bytes of the caller's body. */
  requestSize: number;
  /** As the caller sent it; undefined without one. */
  requestBody: Uint8Array | undefined;
  /** Undefined when no API was matched. */
  apiId: string | undefined;
  /** Undefined when no operation was matched. */
  operationId: string | undefined;
  /** Display name; undefined when no operation was matched. */
  operationName: string | undefined;
  /** Undefined for a call without product. */
  productId: string | undefined;
  /** Undefined for a call without a valid key. */
  subscriptionId: string | undefined;
  /** What the caller got. */
  status: number;
  /** What the caller got. */
  responseHeaders: [string, string][];
  /** Bytes of the answer's body that were sent. */
  responseSize: number;
  /** What the caller got, up to `bodyBytes`; cut when it was longer. */
  responseBody: Uint8Array;
  /** Whether the answer was longer than `responseBody`. */
  responseBodyCut: boolean;
  /** Every attempt at a backend, in order. */
  attempts: AttemptRecord[];
  /** Every trace record, in order. */
  traces: TraceRecord[];
  /** The error that brought the call to on-error; undefined without one. */
  lastError: ErrorRecord | undefined;
  /** Every error, in order. */
  errors: ErrorRecord[];
  /** Undefined when the call passed no model or left no count. */
  tokens: TokenCounts | undefined;
  /** Whether the answer was a stream of server-sent events. */
  streamed: boolean;
  /** The caller hung up before the end. */
  aborted: boolean;
  /** The backend broke the answer off. */
  broken: boolean;
  /** From the beginning of the call to the end of its answer. */
  totalMilliseconds: number;
  /** Time spent waiting for backends, over all attempts. */
  backendMilliseconds: number;
  /** The rest of the time: policies, and sending the answer to the caller. */
  clientMilliseconds: number;
}

/** Is told what happens in a gateway. */
export interface Observer {
  /** Each trace record, as it is written. */
  onTrace?(trace: TraceRecord, requestId: string): void;
  /** Each value of a metric, as it is emitted. */
  onMetric?(metric: MetricRecord): void;
  /** Once a call, when it is over. */
  onCall?(call: CallRecord): void;
  /** Each policy element, in order; set only to explain a call. */
  onStep?(step: StepRecord, requestId: string): void;
}
