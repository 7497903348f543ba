import type { BackendResponse } from "../../gateway/types";
import { JsonObject, jsonAnswer } from "../answer";
import type { Call } from "../call";
import { requestError } from "../refusal";
import type { StoredResponse } from "../store";

function found(call: Call): StoredResponse {
  const id = call.parameters.response_id ?? "";
  const stored = call.store.responses.get(id);
  if (!stored) throw requestError(404, null, `Response with id '${id}' not found.`);
  return stored;
}

/** `GET …/responses/{response_id}`; one in the background is queued until its time has come. */
export function getResponse(call: Call): BackendResponse {
  const { response, readyAt } = found(call);
  const waiting = call.clock.now() < readyAt;
  return jsonAnswer(200, waiting ? { ...response, status: "in_progress", output: [], usage: null } : response);
}

/** `DELETE …/responses/{response_id}`. */
export function deleteResponse(call: Call): BackendResponse {
  const { response } = found(call);
  call.store.responses.delete(String(response.id));
  return jsonAnswer(200, { id: response.id, object: "response", deleted: true });
}

/** `POST …/responses/{response_id}/cancel`: for responses in the background. */
export function cancelResponse(call: Call): BackendResponse {
  const stored = found(call);
  if (stored.response.background !== true) throw requestError(400, null, "Cannot cancel a synchronous response.");
  stored.response = { ...stored.response, status: "cancelled" };
  stored.readyAt = call.clock.now();
  return jsonAnswer(200, stored.response);
}

/** `GET …/responses/{response_id}/input_items`: the newest first. */
export function inputItems(call: Call): BackendResponse {
  const data: JsonObject[] = [...found(call).input].reverse();
  return jsonAnswer(200, {
    object: "list",
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: false,
  });
}
