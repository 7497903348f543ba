import { Engine, Row, Value } from "../../local/query/engine";
import { translate } from "../../local/query/kql/translate";
import { tables } from "../../local/query/tables";

/** Rows of each table. */
export type World = Partial<Record<keyof typeof tables, Row[]>>;

/** Entra group of every team here, which their subscriptions carry. */
const group = "bbbbbbbb-0000-4000-8000-000000000001";

/** What happened to one call; what is left out did not happen. */
export interface Call {
  id: string;
  /** When the gateway began with it, ISO 8601. */
  at: string;
  status: number;
  consumer?: string;
  plan?: string;
  person?: string;
  application?: string;
  operation?: string;
  requested?: string;
  /** Credentials that the policies wrote; none: the environment has one kind only. */
  credentials?: "key" | "token";
  client?: string;
  /** Deployments in order, `account status`; the last one answered. */
  attempts?: readonly string[];
  /** Id of the backend that was asked last. */
  backend?: string;
  /** Counts that the answer had: prompt and completion. */
  tokens?: readonly [number, number];
  /** What was said, as the log has it: whole messages, or pieces of their text. */
  asked?: readonly unknown[];
  answered?: readonly unknown[];
  streamed?: boolean;
  /** The reason that a policy wrote. */
  reason?: string;
  error?: { source: string; reason: string };
  /** Tokens that are left of the month. */
  remaining?: number;
  milliseconds?: number;
  /** When the rows of the model's log were written and arrived; default: with the call. */
  logged?: string;
}

/** The row of the gateway's own log. */
export function gatewayRow(call: Call): Row {
  const { consumer, person = "", application = "", requested = "", credentials, reason, remaining, error } = call;
  const metadata = {
    model: requested,
    ...(credentials && { credentials }),
    callerObjectId: person,
    callerApplicationId: application,
    ...(remaining !== undefined && { remainingQuotaTokens: String(remaining) }),
  };
  const traces = [
    { source: "set-variable", metadata: {} },
    ...(consumer && requested ? [{ source: "shield", message: "call", metadata }] : []),
    ...(reason ? [{ source: "shield", message: "refused", metadata: { reason } }] : []),
  ];
  return {
    TimeGenerated: call.at,
    CorrelationId: call.id,
    ApimSubscriptionId: consumer ? `${consumer}--${group}` : "",
    ProductId: call.plan ?? "standard",
    OperationId: call.operation ?? "ChatCompletions_Create",
    ResponseCode: call.status,
    BackendId: call.backend ?? "",
    BackendResponseCode: call.backend ? call.status : null,
    TotalTime: call.milliseconds ?? 100,
    BackendTime: call.backend ? (call.milliseconds ?? 100) - 20 : 0,
    CallerIpAddress: "10.0.0.4",
    RequestHeaders: { "X-Forwarded-For": `${call.client ?? "203.0.113.7"}:51000`, "X-Appgw-Trace-Id": `t-${call.id}` },
    TraceRecords: traces,
    ...(error && { LastErrorSource: error.source, LastErrorReason: error.reason }),
  };
}

/** The rows of the model's log: number 0 has the counts, the next the request, the last the answer. */
export function modelRows(call: Call): Row[] {
  const { attempts = [], tokens, asked = [], answered = [], logged = call.at } = call;
  const common = { TimeGenerated: logged, _ingested: logged, CorrelationId: call.id, IsStreamCompletion: call.streamed ?? false };
  const zero = { PromptTokens: 0, CompletionTokens: 0, TotalTokens: 0 };
  const failed = attempts
    .slice(0, -1)
    .map(() => ({ ...common, ...zero, SequenceNumber: 0, ModelName: "", DeploymentName: call.requested }));
  const [prompt, completion] = tokens ?? [0, 0];
  const counts = { PromptTokens: prompt, CompletionTokens: completion, TotalTokens: prompt + completion };
  const named = { ModelName: `${call.requested}-2025-11-13`, DeploymentName: call.requested };
  const spoken = [
    ...asked.map((RequestMessages) => ({ RequestMessages })),
    ...answered.map((ResponseMessages) => ({ ResponseMessages })),
  ];
  return [
    ...failed,
    { ...common, ...counts, ...named, SequenceNumber: 0 },
    ...spoken.map((message, index) => ({ ...common, ...zero, SequenceNumber: index + 1, ...message })),
  ];
}

/** The rows of the accounts' own log: one for each attempt. */
const accountRows = ({ id, at, attempts = [] }: Call): Row[] =>
  attempts.map((attempt) => {
    const [Resource, ResultSignature] = attempt.split(" ");
    return {
      TimeGenerated: at,
      CorrelationId: id,
      Category: "RequestResponse",
      ResourceProvider: "MICROSOFT.COGNITIVESERVICES",
      OperationName: "ChatCompletions_Create",
      Resource,
      ResultSignature,
    };
  });

/** All rows of calls that left every row they should. */
export const worldOf = (
  calls: readonly Call[],
): Required<Pick<World, "ApiManagementGatewayLogs" | "ApiManagementGatewayLlmLog" | "AzureDiagnostics">> => ({
  ApiManagementGatewayLogs: calls.map(gatewayRow),
  ApiManagementGatewayLlmLog: calls.filter(({ attempts }) => attempts?.length).flatMap(modelRows),
  AzureDiagnostics: calls.flatMap(accountRows),
});

/** An engine with the rows of a world. */
export async function engineOf(world: World): Promise<Engine> {
  const engine = await Engine.create(tables);
  for (const [table, rows] of Object.entries(world)) await engine.add(table, tables[table as keyof typeof tables], rows);
  return engine;
}

/** The result of a text at a moment; with columns, only these. */
export async function ask(
  engine: Engine,
  text: string,
  now: string,
  columns?: readonly string[],
): Promise<Record<string, Value>[]> {
  await engine.see({ now });
  const rows = await engine.run(translate(text, tables));
  return columns ? rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))) : rows;
}
