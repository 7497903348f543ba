import { jsonAnswer } from "../answer";
import { ModelCall, Work, bodyOf, newId, seconds } from "../call";
import { refuseNonChat } from "../chat";
import { countConversation, countTokens } from "../tokens";
import { conversationOf, textsOfItems } from "./input";
import { Seal } from "./sealed";

/** Texts of a conversation, instructions first. */
function textsOf(call: ModelCall): string[] {
  const body = bodyOf(call);
  refuseNonChat("responses", call.deployment.model);
  const items = conversationOf(call, body);
  return [...(typeof body.instructions === "string" ? [body.instructions] : []), ...textsOfItems(items)];
}

/** `POST …/responses/input_tokens`: counts, and asks no model. */
export function inputTokens(call: ModelCall): Work {
  const { tools } = bodyOf(call);
  const tokens = countConversation(textsOf(call)) + (Array.isArray(tools) ? countTokens(JSON.stringify(tools)) : 0);
  return {
    demand: { promptTokens: 0, maxTokens: 0 },
    answer: () => ({
      completionTokens: 0,
      response: jsonAnswer(200, { object: "response.input_tokens", input_tokens: tokens }),
    }),
  };
}

/** `POST …/responses/compact`: one item that only the account itself can read stands for the whole conversation. */
export function compact(call: ModelCall): Work {
  const texts = textsOf(call);
  const promptTokens = countConversation(texts);
  return { demand: { promptTokens, maxTokens: undefined }, answer: () => compacted(call, texts, promptTokens) };
}

function compacted(call: ModelCall, texts: string[], promptTokens: number) {
  const id = newId("cmp_", call.random);
  const sealed = new Seal(call.account.name).seal(texts.join("\n"), Buffer.from(id.slice(-12)));
  const completionTokens = 16;
  return {
    completionTokens,
    response: jsonAnswer(200, {
      id: newId("resp_", call.random),
      object: "response.compaction",
      created_at: seconds(call.clock),
      output: [{ id, type: "compaction", encrypted_content: sealed }],
      usage: { input_tokens: promptTokens, output_tokens: completionTokens, total_tokens: promptTokens + completionTokens },
    }),
  };
}
