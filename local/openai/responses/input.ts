import type { Json, JsonObject } from "../answer";
import type { ModelCall } from "../call";
import { notSimulated, requestError } from "../refusal";
import { isObject, textsOf } from "../words";
import { Seal } from "./sealed";

/** Tools of Responses that run at the model's side; only functions run at the client's. */
const functionTool = "function";

/**
 * The items that the model sees: those of the response that is continued, then those of the request.
 * @throws Refusal for what the account does not have, cannot read or this stand-in does not simulate.
 */
export function conversationOf(call: ModelCall, body: JsonObject): JsonObject[] {
  if (body.conversation !== undefined && body.conversation !== null) throw notSimulated("a conversation object");
  refuseTools(body.tools);
  const items = [...earlierItems(call, body.previous_response_id), ...givenItems(body.input).map((item) => known(call, item))];
  refuseLooseOutputs(items);
  return items;
}

function refuseTools(tools: Json | undefined): void {
  const foreign = (Array.isArray(tools) ? tools : []).filter(isObject).find(({ type }) => type !== functionTool);
  if (foreign) throw notSimulated(`the tool ${String(foreign.type)} of Responses`);
}

function earlierItems(call: ModelCall, id: Json | undefined): JsonObject[] {
  if (id === undefined || id === null) return [];
  const earlier = call.store.responses.get(String(id));
  if (!earlier)
    throw requestError(
      400,
      "previous_response_not_found",
      `Previous response with id '${String(id)}' not found.`,
      "previous_response_id",
    );
  return [...earlier.input, ...((earlier.response.output as JsonObject[] | undefined) ?? [])];
}

function givenItems(input: Json | undefined): JsonObject[] {
  if (typeof input === "string") return [{ type: "message", role: "user", content: [{ type: "input_text", text: input }] }];
  if (!Array.isArray(input))
    throw requestError(400, "missing_required_parameter", "Missing required parameter: 'input'.", "input");
  return input.map((item, index) => {
    if (!isObject(item))
      throw requestError(400, "invalid_type", `Invalid type for 'input[${index}]': expected an object.`, `input[${index}]`);
    return item.type === undefined ? { type: "message", ...item } : item;
  });
}

/** The item itself, once the account knows what it refers to. */
function known(call: ModelCall, item: JsonObject): JsonObject {
  if (item.type === "item_reference") return stored(call, item.id);
  if (item.type !== "reasoning") return item;
  const sealed = item.encrypted_content;
  if (typeof sealed !== "string") return stored(call, item.id);
  if (!new Seal(call.account.name).reads(sealed))
    throw requestError(
      400,
      "invalid_encrypted_content",
      `The encrypted content ${sealed.slice(0, 8)}...${sealed.slice(-4)} could not be verified. Reason: Encrypted content could not be decrypted or parsed.`,
    );
  return item;
}

function stored(call: ModelCall, id: Json | undefined): JsonObject {
  const item = call.store.items.get(String(id));
  if (item) return item;
  throw requestError(
    404,
    null,
    `Item with id '${String(id)}' not found. Items are not persisted when \`store\` is set to false. Try again with \`store\` set to true, or remove this item from your input.`,
    "input",
  );
}

/** Refuses the output of a function that nobody called. */
function refuseLooseOutputs(items: JsonObject[]): void {
  const called = new Set(items.filter(({ type }) => type === "function_call").map(({ call_id }) => call_id));
  const loose = items.find(({ type, call_id }) => type === "function_call_output" && !called.has(call_id));
  if (loose)
    throw requestError(400, null, `No tool call found for function call output with call_id ${String(loose.call_id)}.`, "input");
}

/** The texts that the model reads, in order. */
export const textsOfItems = (items: readonly JsonObject[]): string[] =>
  items.map(({ content, output }) => textsOf(content ?? output)).filter((text) => text !== "");
