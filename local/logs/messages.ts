import type { CallRecord } from "../gateway/records";

/** A message as the model's log holds it. */
export type Message = Record<string, unknown>;

/** What people and models wrote in one call; undefined where the API has no messages, or they could not be read. */
export interface Messages {
  /** Model as the answer names it; empty when there is no answer. */
  model: string;
  /** What the caller sent, oldest first. */
  request: Message[] | undefined;
  /** What the model answered; one for each choice. */
  response: Message[] | undefined;
}

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject => value !== null && typeof value === "object" && !Array.isArray(value);

/** Reads the messages of a call from what was sent and answered. */
export function messagesOf(call: CallRecord): Messages {
  const request = parsed(call.requestBody);
  const answers = answersOf(call);
  const model = answers.map(modelOf).find((name) => name !== "") ?? "";
  // What an embedding is made of is no message.
  const written = request && !/\/embeddings(\?|$)/.test(call.url) ? requestMessages(request) : undefined;
  return { model, request: written, response: responseMessages(answers) };
}

function parsed(bytes: Uint8Array | undefined): JsonObject | undefined {
  if (!bytes || bytes.length === 0) return undefined;
  return parsedText(Buffer.from(bytes).toString());
}

function parsedText(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined; // Not JSON: the log has no messages of it.
  }
}

/** The answer, or the events of a streamed one. */
function answersOf(call: CallRecord): JsonObject[] {
  const text = Buffer.from(call.responseBody).toString();
  if (!call.streamed) return [parsedText(text)].filter(isObject);
  const lines = text.split(/\r?\n/).filter((line) => line.startsWith("data:"));
  return lines.map((line) => parsedText(line.slice(5))).filter(isObject);
}

const modelOf = (answer: JsonObject): string => {
  const { model } = isObject(answer.response) ? answer.response : answer;
  return typeof model === "string" ? model : "";
};

function requestMessages(request: JsonObject): Message[] | undefined {
  if (Array.isArray(request.messages)) return request.messages.filter(isObject);
  const texts = request.prompt ?? request.input;
  const system = typeof request.instructions === "string" ? [{ role: "system", content: request.instructions }] : [];
  if (typeof texts === "string") return [...system, { role: "user", content: texts }];
  if (!Array.isArray(texts) || !texts.some(isObject)) return undefined;
  return [...system, ...texts.filter(isObject)];
}

function responseMessages(answers: JsonObject[]): Message[] | undefined {
  const complete = answers.map((one) =>
    isObject(one.response) && /^response\.(completed|incomplete)$/.test(String(one.type)) ? one.response : one,
  );
  const output = complete.find((one) => Array.isArray(one.output))?.output as JsonObject[] | undefined;
  if (output)
    return output.filter(({ type }) => type === "message").map(({ role, content }) => ({ role, content: textOf(content) }));
  const choices = answers.flatMap((one) => (Array.isArray(one.choices) ? one.choices.filter(isObject) : []));
  if (choices.length === 0) return undefined;
  return joined(choices);
}

const textOf = (content: unknown): string =>
  typeof content === "string"
    ? content
    : Array.isArray(content)
      ? content
          .filter(isObject)
          .map(({ text }) => String(text ?? ""))
          .join("\n")
      : "";

/** One message for each choice, its pieces put together. */
function joined(choices: JsonObject[]): Message[] {
  const texts = new Map<unknown, { content: string; calls: unknown[] }>();
  for (const choice of choices) {
    const said = isObject(choice.message) ? choice.message : isObject(choice.delta) ? choice.delta : { content: choice.text };
    const one = texts.get(choice.index) ?? { content: "", calls: [] };
    one.content += typeof said.content === "string" ? said.content : "";
    if (isObject(choice.message) && Array.isArray(said.tool_calls)) one.calls.push(...(said.tool_calls as unknown[]));
    texts.set(choice.index, one);
  }
  return [...texts.values()].map(({ content, calls }) => ({
    role: "assistant",
    content,
    ...(calls.length > 0 && { tool_calls: calls }),
  }));
}
