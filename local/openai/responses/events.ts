import type { JsonObject, ServerEvent } from "../answer";
import { pieces } from "../words";

/** The events of a streamed response, numbered in order. */
export function* responseEvents(response: JsonObject): Generator<ServerEvent> {
  let number = 0;
  const event = (type: string, data: Record<string, unknown>): ServerEvent => ({
    name: type,
    data: { type, sequence_number: number++, ...data },
  });
  const begun = { ...response, status: "in_progress", output: [], usage: null };
  yield event("response.created", { response: begun });
  yield event("response.in_progress", { response: begun });
  for (const [index, item] of (response.output as JsonObject[]).entries()) {
    yield event("response.output_item.added", { output_index: index, item: { ...item, ...emptied(item) } });
    for (const [type, data] of inside(item)) yield event(type, { item_id: item.id, output_index: index, ...data });
    yield event("response.output_item.done", { output_index: index, item });
  }
  yield event(response.status === "incomplete" ? "response.incomplete" : "response.completed", { response });
}

/** What an item lacks when it begins. */
function emptied(item: JsonObject): JsonObject {
  if (item.type === "message") return { status: "in_progress", content: [] };
  return item.type === "function_call" ? { status: "in_progress", arguments: "" } : {};
}

/** The events between an item's first and its last. */
function* inside(item: JsonObject): Generator<[string, Record<string, unknown>]> {
  if (item.type === "function_call") {
    const given = String(item.arguments);
    for (const delta of given.match(/.{1,8}/gs) ?? []) yield ["response.function_call_arguments.delta", { delta }];
    yield ["response.function_call_arguments.done", { name: item.name, arguments: given }];
  }
  for (const [index, part] of ((item.content as JsonObject[] | undefined) ?? []).entries()) {
    const text = String(part.text);
    yield ["response.content_part.added", { content_index: index, part: { ...part, text: "" } }];
    for (const delta of pieces(text)) yield ["response.output_text.delta", { content_index: index, delta, logprobs: [] }];
    yield ["response.output_text.done", { content_index: index, text, logprobs: [] }];
    yield ["response.content_part.done", { content_index: index, part }];
  }
}
