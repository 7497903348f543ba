import { jsonAnswer, streamAnswer } from "./answer";
import { ModelCall, Work, bodyOf, newId, seconds } from "./call";
import { cutTo, positive, refuseNonChat, usageOf } from "./chat";
import { filterPrompt } from "./contentFilter";
import { requestError } from "./refusal";
import { countTokens } from "./tokens";
import { isObject, pieces } from "./words";

/** Tokens of an answer that sets no limit: that of the legacy API. */
const defaultTokens = 16;

/** `POST …/completions`, the legacy API: a text, several, or token ids. */
export function completion(call: ModelCall): Work {
  const body = bodyOf(call);
  refuseNonChat("completion", call.deployment.model);
  const { prompt } = body;
  if (prompt === undefined)
    throw requestError(400, "missing_required_parameter", "Missing required parameter: 'prompt'.", "prompt");
  const prompts = Array.isArray(prompt) && prompt.every((one) => typeof one === "number") ? [prompt] : [prompt].flat();
  const texts = prompts.map((one) => (typeof one === "string" ? one : ""));
  filterPrompt(texts);
  const promptTokens = prompts.reduce<number>(
    (sum, one) => sum + (Array.isArray(one) ? one.length : countTokens(String(one))),
    0,
  );
  const maxTokens = positive(body, "max_tokens") ?? defaultTokens;
  return {
    demand: { promptTokens, maxTokens: maxTokens * texts.length },
    answer: () => {
      const said = texts.map((text) => cutTo(call.answers.text([text], call.deployment), maxTokens));
      const completionTokens = said.reduce((sum, { text }) => sum + countTokens(text), 0);
      const { model, version } = call.deployment;
      const head = {
        id: newId("cmpl-", call.random),
        object: "text_completion",
        created: seconds(call.clock),
        model: `${model}-${version}`,
      };
      const choices = said.map(({ text, cut }, index) => ({
        index,
        text,
        finish_reason: cut ? "length" : "stop",
        logprobs: null,
      }));
      const usage = usageOf(promptTokens, completionTokens);
      if (body.stream !== true) return { completionTokens, response: jsonAnswer(200, { ...head, choices, usage }) };
      const events = choices.flatMap((choice) => [
        ...pieces(choice.text).map((text) => ({ data: { ...head, choices: [{ ...choice, text, finish_reason: null }] } })),
        { data: { ...head, choices: [{ ...choice, text: "" }] } },
      ]);
      const counted = isObject(body.stream_options) && body.stream_options.include_usage === true;
      const last = counted ? [{ data: { ...head, choices: [], usage } }] : [];
      return { completionTokens, response: streamAnswer([...events, ...last] as typeof events, call.clock, call.pace, "[DONE]") };
    },
  };
}
