import type { AttemptRecord, CallRecord, MetricRecord, TraceRecord } from "../gateway/records";
import type { LogSettings } from "./settings";
import { Row, time } from "./tables";

/** Rows that Application Insights has of one call. */
export interface InsightsRows {
  /** One row for each call, empty when the call is not sampled. */
  AppRequests: Row[];
  /** One row for each attempt at a backend. */
  AppDependencies: Row[];
  /** One row for each `trace` element that ran. */
  AppTraces: Row[];
}

const none: InsightsRows = { AppRequests: [], AppDependencies: [], AppTraces: [] };

/**
 * One request, one dependency an attempt, one trace a `trace` element.
 * @param chance 0 to 1: a call is kept when it is below the share that the diagnostic samples; failed calls always are.
 */
export function insightsRows(call: CallRecord, { tracedShare }: LogSettings, chance: number): InsightsRows {
  const failed = call.status >= 400 || call.lastError !== undefined;
  if (tracedShare === 0 || (!failed && chance >= tracedShare)) return none;
  const name = `${call.method} ${call.apiId ?? ""} ${call.operationId ?? ""}`.trim();
  const common = { OperationId: call.requestId, OperationName: name, AppRoleName: "API Management", ItemCount: 1 };
  return {
    AppRequests: [
      {
        ...common,
        Type: "AppRequests",
        TimeGenerated: time(call.startedAt),
        Id: call.requestId,
        Name: name,
        Url: call.url.split("?")[0],
        Success: call.status < 400,
        ResultCode: String(call.status),
        DurationMs: call.totalMilliseconds,
        Properties: requestProperties(call),
      },
    ],
    AppDependencies: call.attempts.map((attempt, index) => ({ ...common, ...dependency(call, attempt, index) })),
    AppTraces: call.traces.map((trace) => ({ ...common, ...traceRow(call, trace) })),
  };
}

const requestProperties = (call: CallRecord) => ({
  "Request Id": call.requestId,
  "API Name": call.apiId ?? "",
  "Operation Name": call.operationId ?? "",
  "Product Name": call.productId ?? "",
  "Subscription Name": call.subscriptionId ?? "",
});

const dependency = (call: CallRecord, attempt: AttemptRecord, index: number): Row => ({
  Type: "AppDependencies",
  TimeGenerated: time(attempt.startedAt),
  Id: `${call.requestId}.${index}`,
  ParentId: call.requestId,
  DependencyType: "Backend",
  Target: new URL(attempt.url).host,
  Name: `${attempt.method} ${new URL(attempt.url).pathname}`,
  Data: attempt.url.split("?")[0],
  DurationMs: attempt.milliseconds,
  ResultCode: attempt.status === undefined ? "" : String(attempt.status),
  Success: attempt.status !== undefined && attempt.status < 400,
  Properties: { "Backend Id": attempt.backendId ?? "", Failure: attempt.failure ?? "" },
});

/** Numbers of the severities in Application Insights. */
const levels = { verbose: 0, information: 1, error: 3 } as const;

const traceRow = (call: CallRecord, { source, severity, message, metadata, elapsed }: TraceRecord): Row => ({
  Type: "AppTraces",
  TimeGenerated: time(call.startedAt + elapsed),
  ParentId: call.requestId,
  Message: message,
  SeverityLevel: levels[severity],
  Properties: { Source: source, ...metadata },
});

/** The row of `AppMetrics` for one value of a policy's metric. */
export const metricRow = ({ namespace, name, value, dimensions, at }: MetricRecord): Row => ({
  Type: "AppMetrics",
  TimeGenerated: time(at),
  Name: name,
  Sum: value,
  Min: value,
  Max: value,
  ItemCount: 1,
  AppRoleName: "API Management",
  Properties: { ...dimensions, "_MS.MetricNamespace": namespace },
});
