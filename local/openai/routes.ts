import type { BackendResponse } from "../gateway/types";
import { speech, transcription } from "./audio";
import { AnswerLine, cancelBatch, createBatch, getBatch, listBatches } from "./batches";
import { Call, ModelCall, Work } from "./call";
import { getModel, listModels } from "./catalogue";
import { chatCompletion } from "./chat";
import { completion } from "./completions";
import { embedding } from "./embeddings";
import { deleteFile, fileContent, getFile, listFiles, uploadFile } from "./files";
import { imageEdit, imageGeneration } from "./images";
import { notSimulated } from "./refusal";
import { compact, inputTokens } from "./responses/conversation";
import { createResponse } from "./responses/create";
import { cancelResponse, deleteResponse, getResponse, inputItems } from "./responses/stored";

/** Where a request to a model names its deployment: in the dated API's path, in a JSON body, or in a form. */
export type ModelPlace = "path" | "body" | "form";

/** What answers a path. */
export type Route =
  | { operation: string; model: ModelPlace; work: (call: ModelCall) => Work | Promise<Work> }
  | { operation: string; handle: (call: Call) => BackendResponse | Promise<BackendResponse> };

type WorkOf = (call: ModelCall) => Work | Promise<Work>;
type Handle = (call: Call) => BackendResponse | Promise<BackendResponse>;

/** Operations of models: path below the deployment (dated) or the base (v1), name that Azure gives to it, where v1 names the model. */
const modelRoutes: readonly (readonly [path: string, operation: string, v1: ModelPlace, work: WorkOf])[] = [
  ["chat/completions", "ChatCompletions_Create", "body", chatCompletion],
  ["completions", "Completions_Create", "body", completion],
  ["embeddings", "Embeddings_Create", "body", embedding],
  ["images/generations", "ImageGenerations_Create", "body", imageGeneration],
  ["images/edits", "ImageEdits_Create", "form", imageEdit],
  ["audio/speech", "Speech_Create", "body", speech],
  ["audio/transcriptions", "Transcriptions_Create", "form", transcription("transcription")],
  ["audio/translations", "Translations_Create", "form", transcription("translation")],
];

const plainRoutes: readonly (readonly [method: string, path: string, handle: Handle])[] = [
  ["GET", "responses/{response_id}", getResponse],
  ["DELETE", "responses/{response_id}", deleteResponse],
  ["POST", "responses/{response_id}/cancel", cancelResponse],
  ["GET", "responses/{response_id}/input_items", inputItems],
  ["GET", "models", listModels],
  ["GET", "models/{model}", getModel],
  ["POST", "files", uploadFile],
  ["GET", "files", listFiles],
  ["GET", "files/{file_id}", getFile],
  ["DELETE", "files/{file_id}", deleteFile],
  ["GET", "files/{file_id}/content", fileContent],
  ["GET", "batches", listBatches],
  ["GET", "batches/{batch_id}", getBatch],
  ["POST", "batches/{batch_id}/cancel", cancelBatch],
];

/** First segments of what Azure OpenAI offers beside that. */
const knownAreas =
  /^(assistants|containers|conversations|evals|fine_tuning|realtime|responses|threads|uploads|vector_stores|videos|chat|audio|images|files|batches)(\/|$)/;

interface Found {
  route: Route;
  parameters: Record<string, string>;
}

/** Finds what answers a path of one API. `answerLine` answers the lines of batches. */
export function routesOf(answerLine: AnswerLine): (family: "dated" | "v1", method: string, path: string) => Found | undefined {
  const table = {
    dated: [
      ...modelRoutes.map(([path, operation, , work]) =>
        entry("POST", `deployments/{deployment}/${path}`, { operation, model: "path", work }),
      ),
      ...shared(answerLine),
    ],
    v1: [
      ...modelRoutes.map(([path, operation, model, work]) => entry("POST", path, { operation, model, work })),
      entry("POST", "responses/compact", { operation: "Responses_Compact", model: "body", work: compact }),
      entry("POST", "responses/input_tokens", { operation: "Responses_InputTokens", model: "body", work: inputTokens }),
      ...shared(answerLine),
    ],
  };
  return (family, method, path) => {
    for (const { method: wanted, pattern, route } of table[family]) {
      const match = method === wanted ? pattern.exec(path) : null;
      if (match) return { route, parameters: decoded(match.groups) };
    }
    if (knownAreas.test(path)) throw notSimulated(`${method} /${path}`);
    return undefined;
  };
}

const shared = (answerLine: AnswerLine) => [
  entry("POST", "responses", { operation: "Responses_Create", model: "body", work: createResponse }),
  entry("POST", "batches", { operation: "POST batches", handle: createBatch(answerLine) }),
  ...plainRoutes.map(([method, path, handle]) => entry(method, path, { operation: `${method} ${path}`, handle })),
];

function entry(method: string, path: string, route: Route): { method: string; pattern: RegExp; route: Route } {
  return { method, pattern: new RegExp(`^${path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`), route };
}

const decoded = (groups: Record<string, string> | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]));
