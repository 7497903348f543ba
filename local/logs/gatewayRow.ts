import type { AttemptRecord, CallRecord, ErrorRecord, TraceRecord } from "../gateway/records";
import type { LogSettings } from "./settings";
import { Row, time } from "./tables";

/** How the caller reached the gateway. */
export interface Edge {
  /** Scheme and host that the caller used, such as `https://ai.contoso.com`. */
  origin: string;
  /** Version of TLS between Application Gateway and API Management. */
  tlsVersion: string;
}

/**
 * The row of `ApiManagementGatewayLogs` for one call. Backend columns are those of the last attempt and empty without one. Columns that
 * depend on an Azure instance (`_ResourceId`, `TenantId`, sizes that are billed) are left out.
 */
export function gatewayRow(call: CallRecord, settings: LogSettings, edge: Edge): Row {
  return {
    TimeGenerated: time(call.startedAt),
    Timestamp: time(call.startedAt),
    Type: "ApiManagementGatewayLogs",
    Category: "GatewayLogs",
    OperationName: "Microsoft.ApiManagement/GatewayLogs",
    CorrelationId: call.requestId,
    Region: settings.region,
    Method: call.method,
    Url: edge.origin + call.url,
    ClientProtocol: "HTTP/1.1",
    ClientTlsVersion: edge.tlsVersion,
    CallerIpAddress: call.clientAddress,
    ApiId: call.apiId ?? "",
    ApiRevision: call.apiId === undefined ? "" : "1",
    OperationId: call.operationId ?? null,
    ProductId: call.productId ?? "",
    ApimSubscriptionId: call.subscriptionId ?? "",
    RequestHeaders: shownHeaders(call.requestHeaders, settings),
    RequestSize: call.requestSize,
    ResponseCode: call.status,
    ResponseSize: call.responseSize,
    IsRequestSuccess: call.status >= 200 && call.status < 400,
    Cache: "none",
    TotalTime: Math.round(call.totalMilliseconds),
    BackendTime: Math.round(call.backendMilliseconds),
    ClientTime: Math.round(call.clientMilliseconds),
    ...backendColumns(call.attempts.at(-1)),
    ...errorColumns(call),
    TraceRecords: call.traces.map(traceOf),
  };
}

function shownHeaders(headers: [string, string][], { requestHeaders }: LogSettings): Record<string, string> {
  return Object.fromEntries(headers.filter(([name]) => requestHeaders.has(name.toLowerCase())));
}

function backendColumns(attempt: AttemptRecord | undefined): Row {
  if (!attempt) return {};
  return {
    BackendId: attempt.backendId ?? "",
    BackendMethod: attempt.method,
    BackendProtocol: "HTTP/1.1",
    BackendUrl: attempt.url,
    BackendResponseCode: attempt.status ?? null,
  };
}

function errorColumns({ lastError, errors }: CallRecord): Row {
  if (!lastError) return {};
  return {
    LastErrorSource: lastError.source,
    LastErrorReason: lastError.reason,
    LastErrorMessage: lastError.message,
    LastErrorScope: lastError.scope,
    LastErrorSection: lastError.section,
    LastErrorElapsed: Math.round(lastError.elapsed),
    Errors: errors.map(errorOf),
  };
}

const errorOf = ({ source, reason, message, scope, section, elapsed }: ErrorRecord, index: number) => ({
  index,
  elapsed: Math.round(elapsed),
  source,
  scope,
  section,
  reason,
  message,
});

/** Names of severities as the log spells them. */
const severities = { verbose: "Verbose", information: "Information", error: "Error" } as const;

const traceOf = ({ source, severity, message, metadata, elapsed }: TraceRecord, index: number) => ({
  index,
  source,
  severity: severities[severity],
  message,
  metadata,
  elapsed: Math.round(elapsed),
});
