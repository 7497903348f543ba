import type { CallRecord } from "../gateway/records";
import { Message, messagesOf } from "./messages";
import type { LogSettings } from "./settings";
import { Row, time } from "./tables";

/** Longest message of one row; a longer one is cut (Microsoft Learn, "Log LLM APIs", 2025-08-22). */
const pieceBytes = 32 * 1024;
/** Most bytes of a request's or an answer's messages that are logged. */
const mostBytes = 2 * 1024 * 1024;

/** Operations whose answers hold tokens: the others leave no row. */
const counted = /chat\/completions|\/completions|\/embeddings|\/responses(\?|$)/;

/**
 * The rows of `ApiManagementGatewayLlmLog` for one call: number 0 has the counts, the next ones the request, the last ones the answer. A
 * call that never reached a model leaves none; one that failed there has no counts and no answer; a stream that was given up has no counts.
 */
export function llmRows(call: CallRecord, settings: LogSettings): Row[] {
  const logged = settings.messages.get(call.apiId ?? "");
  if (logged === undefined || call.attempts.length === 0 || call.method !== "POST" || !counted.test(call.url)) return [];
  const ok = call.status < 400;
  const { model, request, response } = messagesOf(call);
  const end = call.startedAt + call.totalMilliseconds;
  const complete = ok && !call.aborted && !call.broken;
  const common = {
    Type: "ApiManagementGatewayLlmLog",
    OperationName: "Microsoft.ApiManagement/GatewayLlmLogs",
    CorrelationId: call.requestId,
    RequestId: call.requestId,
    Region: settings.region,
    IsStreamCompletion: call.streamed,
  };
  const counts = complete ? call.tokens : undefined;
  const first: Row = {
    ...common,
    TimeGenerated: time(end),
    SequenceNumber: 0,
    ModelName: ok ? model : "",
    DeploymentName: deploymentOf(call),
    ApiVersion: new URL(call.url, "https://gateway").searchParams.get("api-version") ?? "",
    PromptTokens: counts?.prompt ?? 0,
    CompletionTokens: counts ? (/embeddings/.test(call.url) ? null : counts.completion) : 0,
    TotalTokens: counts?.total ?? 0,
  };
  const none = { PromptTokens: 0, CompletionTokens: 0, TotalTokens: 0 };
  const messages = [
    ...pieces(logged > 0 ? request : undefined).map((RequestMessages) => ({ RequestMessages })),
    ...pieces(logged > 0 && complete ? response : undefined).map((ResponseMessages) => ({ ResponseMessages })),
  ];
  return [
    first,
    ...messages.map((piece, index) => ({ ...common, ...none, TimeGenerated: time(end), SequenceNumber: index + 1, ...piece })),
  ];
}

/** The messages as one value, or as pieces of their text when they are too long for one row. */
function pieces(messages: Message[] | undefined): unknown[] {
  if (!messages || messages.length === 0) return [];
  const bytes = Buffer.from(escaped(JSON.stringify(messages)), "latin1");
  if (bytes.length <= pieceBytes) return [messages];
  const kept = bytes.subarray(0, mostBytes);
  return Array.from({ length: Math.ceil(kept.length / pieceBytes) }, (_, index) =>
    kept.subarray(index * pieceBytes, (index + 1) * pieceBytes).toString("latin1"),
  );
}

/** The text with everything beyond ASCII escaped, as the log writes it: a piece may end inside an escape. */
const escaped = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** The deployment that was asked: of the last attempt's path, or of the body. */
function deploymentOf(call: CallRecord): string {
  const path = /\/deployments\/([^/?]+)\//.exec(call.attempts.at(-1)?.url ?? "")?.[1];
  if (path !== undefined) return decodeURIComponent(path);
  try {
    const { model } = JSON.parse(Buffer.from(call.requestBody ?? []).toString()) as { model?: unknown };
    return typeof model === "string" ? model : "";
  } catch {
    return ""; // Not JSON: nobody can say which deployment was meant.
  }
}
