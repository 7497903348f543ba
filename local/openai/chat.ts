import { ServerEvent, Json, JsonObject, jsonAnswer, streamAnswer } from "./answer";
import { Answered, ModelCall, Work, bodyOf, newId, seconds } from "./call";
import { filterPrompt, passedFilter } from "./contentFilter";
import { platformError, requestError } from "./refusal";
import { countConversation, countTokens, encoding } from "./tokens";
import { isObject, pieces, sampleOf, textsOf } from "./words";

/** A function that the model calls. */
export interface FunctionCall {
  /** Id that the output of the function refers to. */
  id: string;
  /** Name of the function. */
  name: string;
  /** JSON text, of the form that the function's schema asks for. */
  arguments: string;
}

/** What the model says: a text, or functions to call. */
interface Said {
  text: string;
  calls: FunctionCall[];
  finish: "stop" | "length" | "tool_calls";
  tokens: number;
}

/** Models that chat; the others answer other operations. */
const chats = (model: string): boolean => !/embedding|image|whisper|tts|transcribe|sora|dall-e/.test(model);

/** @throws Refusal as Azure's when a model does not know an operation. */
export function refuseModel(operation: string, model: string, knows: boolean): void {
  if (knows) return;
  throw platformError(
    400,
    "OperationNotSupported",
    `The ${operation} operation does not work with the specified model, ${model}. Please choose different model and try again. You can learn more about which models can be used with each operation here: https://go.microsoft.com/fwlink/?linkid=2197993.`,
  );
}

/** @throws Refusal for a deployment whose model does not chat. */
export const refuseNonChat = (operation: string, model: string): void => refuseModel(operation, model, chats(model));

/** `POST …/chat/completions`. */
export function chatCompletion(call: ModelCall): Work {
  const body = bodyOf(call);
  refuseNonChat("chatCompletion", call.deployment.model);
  const messages = messagesOf(body);
  const texts = messages.map(({ content }) => textsOf(content));
  filterPrompt(texts);
  const functions = JSON.stringify(body.tools ?? body.functions ?? "");
  const promptTokens = countConversation(texts) + (functions === '""' ? 0 : countTokens(functions));
  const maxTokens = positive(body, "max_completion_tokens") ?? positive(body, "max_tokens");
  return { demand: { promptTokens, maxTokens }, answer: () => answer(call, body, messages, texts, promptTokens, maxTokens) };
}

function messagesOf(body: JsonObject): JsonObject[] {
  const { messages } = body;
  if (messages === undefined)
    throw requestError(400, "missing_required_parameter", "Missing required parameter: 'messages'.", "messages");
  if (!Array.isArray(messages) || messages.length === 0)
    throw requestError(
      400,
      "empty_array",
      "Invalid 'messages': empty array. Expected an array with minimum length 1.",
      "messages",
    );
  messages.forEach((message, index) => {
    if (!isObject(message) || typeof message.role !== "string")
      throw requestError(
        400,
        "missing_required_parameter",
        `Missing required parameter: 'messages[${index}].role'.`,
        `messages[${index}].role`,
      );
  });
  return messages as JsonObject[];
}

/** A whole number of at least 1, or undefined when it is not given. */
export function positive(body: JsonObject, name: string): number | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1)
    throw requestError(
      400,
      "integer_below_min_value",
      `Invalid '${name}': integer below minimum value. Expected a value >= 1.`,
      name,
    );
  return value;
}

function answer(
  call: ModelCall,
  body: JsonObject,
  messages: JsonObject[],
  texts: string[],
  promptTokens: number,
  maxTokens: number | undefined,
): Answered {
  const count = typeof body.n === "number" ? body.n : 1;
  const said = Array.from({ length: count }, () => say(call, body, messages, texts, maxTokens));
  const completionTokens = said.reduce((sum, { tokens }) => sum + tokens, 0);
  const head = {
    id: newId("chatcmpl-", call.random),
    created: seconds(call.clock),
    model: `${call.deployment.model}-${call.deployment.version}`,
  };
  const usage = usageOf(promptTokens, completionTokens);
  if (body.stream === true) {
    const options = isObject(body.stream_options) ? body.stream_options : {};
    const events = chatEvents(
      { ...head, object: "chat.completion.chunk", system_fingerprint: null },
      said,
      options.include_usage === true ? usage : undefined,
    );
    return { completionTokens, response: streamAnswer(events, call.clock, call.pace, "[DONE]") };
  }
  const completion = {
    ...head,
    object: "chat.completion",
    system_fingerprint: null,
    choices: said.map((one, index) => ({
      index,
      message: messageOf(one),
      finish_reason: one.finish,
      logprobs: null,
      content_filter_results: passedFilter(),
    })),
    usage,
    prompt_filter_results: [{ prompt_index: 0, content_filter_results: passedFilter() }],
  };
  if (body.store === true) call.store.completions.set(head.id, completion as unknown as Json);
  return { completionTokens, response: jsonAnswer(200, completion) };
}

const messageOf = ({ text, calls }: Said) => ({
  role: "assistant",
  content: calls.length > 0 ? null : text,
  refusal: null,
  annotations: [],
  ...(calls.length > 0 && {
    tool_calls: calls.map(({ id, name, arguments: given }) => ({ id, type: "function", function: { name, arguments: given } })),
  }),
});

/** The object `usage` of chat and completions. */
export const usageOf = (prompt: number, completion: number) => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
  prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
  completion_tokens_details: {
    reasoning_tokens: 0,
    audio_tokens: 0,
    accepted_prediction_tokens: 0,
    rejected_prediction_tokens: 0,
  },
});

function say(call: ModelCall, body: JsonObject, messages: JsonObject[], texts: string[], maxTokens: number | undefined): Said {
  const calls = functionCalls(call, body, messages.at(-1));
  if (calls.length > 0)
    return { text: "", calls, finish: "tool_calls", tokens: countTokens(calls.map((one) => one.name + one.arguments).join()) };
  const format = isObject(body.response_format) ? body.response_format : {};
  const full = structured(format) ?? call.answers.text(texts, call.deployment);
  const { text, cut } = cutTo(full, maxTokens);
  return { text, calls: [], finish: cut ? "length" : "stop", tokens: countTokens(text) };
}

/** A text cut to a number of tokens. */
export function cutTo(text: string, maxTokens: number | undefined): { text: string; cut: boolean } {
  if (maxTokens === undefined || countTokens(text) <= maxTokens) return { text, cut: false };
  const { decode, encode } = encoding();
  return { text: decode(encode(text).slice(0, maxTokens)), cut: true };
}

/** The answer that a format demands, or undefined when any text will do. `format` is that of chat or of Responses. */
export function structured(format: JsonObject): string | undefined {
  if (format.type === "json_object") return "{}";
  if (format.type !== "json_schema") return undefined;
  const schema = isObject(format.json_schema) ? format.json_schema.schema : format.schema;
  return JSON.stringify(sampleOf(schema));
}

/** The first function, or the one that is asked for; none when the last message is already what a function returned. */
function functionCalls(call: ModelCall, body: JsonObject, last: JsonObject | undefined): FunctionCall[] {
  const tools = Array.isArray(body.tools) ? body.tools.filter(isObject) : [];
  const choice = isObject(body.tool_choice) && isObject(body.tool_choice.function) ? body.tool_choice.function.name : undefined;
  if (body.tool_choice === "none" || (last?.role === "tool" && choice === undefined)) return [];
  const named = tools.map((tool) => tool.function).filter(isObject);
  const chosen = named.find(({ name }) => choice === undefined || name === choice);
  if (!chosen) return [];
  return [{ id: newId("call_", call.random), name: String(chosen.name), arguments: JSON.stringify(sampleOf(chosen.parameters)) }];
}

function* chatEvents(head: Record<string, unknown>, said: Said[], usage: unknown): Generator<ServerEvent> {
  // Azure's first event has no choice: it says what the filter thought of the prompt.
  yield {
    data: {
      choices: [],
      created: 0,
      id: "",
      model: "",
      object: "",
      prompt_filter_results: [{ prompt_index: 0, content_filter_results: passedFilter() }],
    },
  };
  const chunk = (index: number, delta: unknown, finish: string | null = null) => ({
    data: {
      ...head,
      choices: [{ index, delta, finish_reason: finish, logprobs: null, content_filter_results: {} }],
      ...(usage !== undefined && { usage: null }),
    },
  });
  for (const [index, { text, calls, finish }] of said.entries()) {
    yield chunk(index, { role: "assistant", content: calls.length > 0 ? null : "", refusal: null });
    for (const piece of pieces(text)) yield chunk(index, { content: piece });
    for (const [position, { id, name, arguments: given }] of calls.entries()) {
      yield chunk(index, { tool_calls: [{ index: position, id, type: "function", function: { name, arguments: "" } }] });
      for (const piece of given.match(/.{1,8}/gs) ?? [])
        yield chunk(index, { tool_calls: [{ index: position, function: { arguments: piece } }] });
    }
    yield chunk(index, {}, finish);
  }
  if (usage !== undefined) yield { data: { ...head, choices: [], usage } };
}
