import type { BackendResponse } from "../gateway/types";
import { jsonAnswer } from "./answer";
import type { Call } from "./call";
import { requestError } from "./refusal";

/** Base models that every account lists, deployed or not. */
const baseModels = [
  "gpt-5-2025-08-07",
  "gpt-5-mini-2025-08-07",
  "gpt-5.1-2025-11-13",
  "gpt-5.4-2026-03-05",
  "gpt-5.4-mini-2026-03-17",
  "text-embedding-3-large-1",
  "text-embedding-3-small-1",
  "whisper-001",
];

const shown = (id: string) => ({
  id,
  object: "model",
  status: "succeeded",
  lifecycle_status: "generally-available",
  capabilities: {
    chat_completion: id.startsWith("gpt"),
    embeddings: id.includes("embedding"),
    inference: true,
    fine_tune: false,
    completion: false,
  },
  created_at: 1_762_992_000,
  created: 1_762_992_000,
  owned_by: "azure-openai",
});

/** Base models of the account, and those of its deployments: a catalogue, not what a caller may use. */
const modelsOf = ({ account }: Call): string[] => [
  ...new Set([...baseModels, ...[...account.deployments.values()].map(({ model, version }) => `${model}-${version}`)]),
];

/** `GET …/models`. */
export const listModels = (call: Call): BackendResponse => jsonAnswer(200, { object: "list", data: modelsOf(call).map(shown) });

/** `GET …/models/{model}`. */
export function getModel(call: Call): BackendResponse {
  const id = call.parameters.model ?? "";
  if (!modelsOf(call).includes(id)) throw requestError(404, "model_not_found", `The model '${id}' does not exist`, "model");
  return jsonAnswer(200, shown(id));
}
