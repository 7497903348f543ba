import { JsonObject, jsonAnswer, streamAnswer } from "../answer";
import { Answered, ModelCall, Work, bodyOf, newId, seconds } from "../call";
import { cutTo, positive, refuseNonChat, structured } from "../chat";
import { filterPrompt } from "../contentFilter";
import { requestError } from "../refusal";
import { countConversation, countTokens } from "../tokens";
import { isObject, sampleOf } from "../words";
import { responseEvents } from "./events";
import { conversationOf, textsOfItems } from "./input";
import { Seal } from "./sealed";

/** Tokens that a model thinks before it answers: made up, always the same. */
const reasoningTokens = 16;
/** Time until a response in the background is complete. */
const backgroundMilliseconds = 2000;

/** `POST …/responses`. */
export function createResponse(call: ModelCall): Work {
  const body = bodyOf(call);
  refuseNonChat("responses", call.deployment.model);
  if (body.background === true && body.store === false)
    throw requestError(400, "invalid_request", "Background mode requires store=true.", "background");
  const items = conversationOf(call, body);
  const texts = [...(typeof body.instructions === "string" ? [body.instructions] : []), ...textsOfItems(items)];
  filterPrompt(texts);
  const promptTokens = countConversation(texts) + (Array.isArray(body.tools) ? countTokens(JSON.stringify(body.tools)) : 0);
  const maxTokens = positive(body, "max_output_tokens");
  return { demand: { promptTokens, maxTokens }, answer: () => answer(call, body, items, texts, promptTokens, maxTokens) };
}

function answer(
  call: ModelCall,
  body: JsonObject,
  items: JsonObject[],
  texts: string[],
  promptTokens: number,
  maxTokens: number | undefined,
): Answered {
  const { output, tokens, cut } = say(call, body, items, texts, maxTokens);
  const completionTokens = tokens + reasoningTokens;
  const response = responseOf(call, body, output, cut, { promptTokens, completionTokens });
  const background = body.background === true;
  if (body.store !== false) keep(call, response, items, output, background ? backgroundMilliseconds : 0);
  if (background)
    return { completionTokens, response: jsonAnswer(200, { ...response, status: "queued", output: [], usage: null }) };
  if (body.stream === true) return { completionTokens, response: streamAnswer(responseEvents(response), call.clock, call.pace) };
  return { completionTokens, response: jsonAnswer(200, response) };
}

function say(
  call: ModelCall,
  body: JsonObject,
  items: JsonObject[],
  texts: string[],
  maxTokens: number | undefined,
): { output: JsonObject[]; tokens: number; cut: boolean } {
  const called = functionCall(call, body, items.at(-1));
  if (called)
    return {
      output: [reasoning(call, body), called],
      tokens: countTokens(String(called.name) + String(called.arguments)),
      cut: false,
    };
  const format = isObject(body.text) && isObject(body.text.format) ? body.text.format : {};
  const { text, cut } = cutTo(structured(format) ?? call.answers.text(texts, call.deployment), maxTokens);
  const message = {
    id: newId("msg_", call.random),
    type: "message",
    status: cut ? "incomplete" : "completed",
    role: "assistant",
    content: [{ type: "output_text", text, annotations: [], logprobs: [] }],
  };
  return { output: [reasoning(call, body), message], tokens: countTokens(text), cut };
}

function reasoning(call: ModelCall, body: JsonObject): JsonObject {
  const id = newId("rs_", call.random);
  const wanted = Array.isArray(body.include) && body.include.includes("reasoning.encrypted_content");
  const nonce = Buffer.from(id.slice(-12));
  return {
    id,
    type: "reasoning",
    summary: [],
    ...(wanted && { encrypted_content: new Seal(call.account.name).seal(`thoughts of ${id}`, nonce) }),
  };
}

/** The first function, or the one that is asked for; none when the last item is already what a function returned. */
function functionCall(call: ModelCall, body: JsonObject, last: JsonObject | undefined): JsonObject | undefined {
  const tools = Array.isArray(body.tools) ? body.tools.filter(isObject) : [];
  const choice = isObject(body.tool_choice) ? body.tool_choice.name : undefined;
  if (body.tool_choice === "none" || (last?.type === "function_call_output" && choice === undefined)) return undefined;
  const chosen = tools.find(({ name }) => choice === undefined || name === choice);
  if (!chosen) return undefined;
  return {
    id: newId("fc_", call.random),
    type: "function_call",
    status: "completed",
    call_id: newId("call_", call.random),
    name: chosen.name ?? "",
    arguments: JSON.stringify(sampleOf(chosen.parameters)),
  };
}

/** Parameters of a request that its response repeats, with what stands there when they are not given. */
const repeated: JsonObject = {
  instructions: null,
  max_output_tokens: null,
  metadata: {},
  parallel_tool_calls: true,
  previous_response_id: null,
  prompt_cache_key: null,
  reasoning: { effort: null, summary: null },
  store: true,
  temperature: 1,
  text: { format: { type: "text" }, verbosity: "medium" },
  tool_choice: "auto",
  tools: [],
  top_p: 1,
  truncation: "disabled",
  user: null,
  background: false,
  service_tier: "default",
};

function responseOf(
  call: ModelCall,
  body: JsonObject,
  output: JsonObject[],
  cut: boolean,
  { promptTokens, completionTokens }: { promptTokens: number; completionTokens: number },
): JsonObject {
  const given = Object.fromEntries(Object.entries(repeated).map(([name, value]) => [name, body[name] ?? value]));
  return {
    id: newId("resp_", call.random),
    object: "response",
    created_at: seconds(call.clock),
    status: cut ? "incomplete" : "completed",
    ...given,
    error: null,
    incomplete_details: cut ? { reason: "max_output_tokens" } : null,
    model: call.deployment.name,
    output,
    usage: {
      input_tokens: promptTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: completionTokens,
      output_tokens_details: { reasoning_tokens: reasoningTokens },
      total_tokens: promptTokens + completionTokens,
    },
    content_filters: null,
  };
}

function keep(call: ModelCall, response: JsonObject, input: JsonObject[], output: JsonObject[], milliseconds: number): void {
  const named = input.map((item) => (item.id === undefined ? { ...item, id: newId("msg_", call.random) } : item));
  call.store.responses.set(String(response.id), { response, input: named, readyAt: call.clock.now() + milliseconds });
  for (const item of [...named, ...output]) call.store.items.set(String(item.id), item);
}
