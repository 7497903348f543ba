import type { BackendResponse } from "../gateway/types";
import { Json, JsonObject, jsonAnswer } from "./answer";
import { Call, bodyOf, newId, seconds } from "./call";
import { fileOf, keepFile } from "./files";
import { requestError } from "./refusal";
import { isObject } from "./words";

/** Answers one line of a batch as a call of its own would be. */
export type AnswerLine = (call: Call, url: string, body: JsonObject) => Promise<{ status: number; body: Json }>;

/** `POST …/batches`: every line is answered at once, and the batch is complete. Batch deployments and their queue are not simulated. */
export const createBatch =
  (answerLine: AnswerLine) =>
  async (call: Call): Promise<BackendResponse> => {
    const body = bodyOf(call);
    const input = fileOf(call, String(body.input_file_id));
    const lines = new TextDecoder().decode(input.bytes).split("\n").filter(Boolean).map(lineOf);
    const answered = await Promise.all(
      lines.map(async ({ custom_id, url, body: asked }) => ({
        id: newId("batch_req_", call.random),
        custom_id,
        response: {
          ...(await answerLine(call, String(url), asked as JsonObject).then(({ status, body: said }) => ({
            status_code: status,
            body: said,
          }))),
        },
        error: null,
      })),
    );
    const text = answered.map((line) => JSON.stringify(line)).join("\n");
    const output = keepFile(call, "output.jsonl", "batch_output", new TextEncoder().encode(`${text}\n`));
    const failed = answered.filter(({ response }) => response.status_code >= 400).length;
    const batch: JsonObject = {
      id: newId("batch_", call.random),
      object: "batch",
      endpoint: body.endpoint ?? null,
      errors: null,
      input_file_id: input.id,
      completion_window: body.completion_window ?? "24h",
      status: "completed",
      output_file_id: output.id,
      error_file_id: null,
      created_at: seconds(call.clock),
      completed_at: seconds(call.clock),
      request_counts: { total: lines.length, completed: lines.length - failed, failed },
      metadata: body.metadata ?? null,
    };
    call.store.batches.set(String(batch.id), batch);
    return jsonAnswer(200, batch);
  };

function lineOf(text: string, index: number): JsonObject {
  const refuse = (): never => {
    throw requestError(400, "invalid_json_line", `Line ${index + 1} of the input file is no request of a batch.`);
  };
  try {
    const line = JSON.parse(text) as Json;
    return isObject(line) && isObject(line.body) && typeof line.url === "string" ? line : refuse();
  } catch {
    return refuse();
  }
}

function batchOf(call: Call): JsonObject {
  const id = call.parameters.batch_id ?? "";
  const batch = call.store.batches.get(id);
  if (!batch) throw requestError(404, null, `Batch with id '${id}' not found.`, "id");
  return batch;
}

/** `GET …/batches/{batch_id}`. */
export const getBatch = (call: Call): BackendResponse => jsonAnswer(200, batchOf(call));

/** `GET …/batches`. */
export const listBatches = (call: Call): BackendResponse =>
  jsonAnswer(200, { object: "list", data: [...call.store.batches.values()], has_more: false });

/** `POST …/batches/{batch_id}/cancel`: a batch is complete as soon as it is made. */
export function cancelBatch(call: Call): BackendResponse {
  throw requestError(409, null, `Cannot cancel a batch with status '${String(batchOf(call).status)}'.`);
}
