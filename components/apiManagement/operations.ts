/** Where an operation names its model: in the path, in a JSON `body`, or in a `form`, which is JSON or a multipart form. */
export type ModelLocation = "path" | "body" | "form" | "none";

/**
 * `stateless`: any deployment of the model can answer. `stored`: makes or reads an object that lives in one account.
 * `response`: one or the other, as the body says. `catalogue`: shows which models there are.
 */
export type OperationKind = "stateless" | "stored" | "response" | "catalogue";

/** `dated`: below `/openai`, with `api-version` in the query. `v1`: below `/openai/v1`. */
export type Family = "dated" | "v1";

/**
 * `counted`: the answer says how many tokens were used, so limits and metrics count them. `streaming`: the caller can
 * ask for a streamed answer.
 */
type Traits = "streaming" | "counted" | "counted streaming";

type Method = "GET" | "POST" | "DELETE";

type Row = readonly [id: string, method: Method, path: string, kind: OperationKind, model?: ModelLocation, traits?: Traits];

/**
 * The operations that clients may call; every other path is 404. Ids and paths: "Azure OpenAI REST API" inference and
 * authoring 2024-10-21, preview 2025-03-01 (speech, Responses) and 2025-04-01 (image edits), and the v1 specification.
 * Counting and compacting of a conversation: OpenAI's reference of the Responses API, 2026; clients such as Codex use them.
 * Left out on purpose: batches (their lines would pass no check and no limit, and no deployment of this package is of a batch type), evaluations and graders
 * (they call models by themselves), videos (no model of the tables makes them), the import of a file from an address, assistants, threads and the vector stores of the dated API (superseded by Responses; vector
 * stores are in v1), and realtime (WebSocket, which an HTTP API of API Management does not carry).
 */
const table = {
  dated: [
    ["Speech_Create", "POST", "/deployments/{deployment-id}/audio/speech", "stateless", "path"],
    ["Transcriptions_Create", "POST", "/deployments/{deployment-id}/audio/transcriptions", "stateless", "path"],
    ["Translations_Create", "POST", "/deployments/{deployment-id}/audio/translations", "stateless", "path"],
    ["ChatCompletions_Create", "POST", "/deployments/{deployment-id}/chat/completions", "stateless", "path", "counted streaming"],
    ["Completions_Create", "POST", "/deployments/{deployment-id}/completions", "stateless", "path", "counted streaming"],
    ["embeddings_create", "POST", "/deployments/{deployment-id}/embeddings", "stateless", "path", "counted"],
    ["ImageEdits_Create", "POST", "/deployments/{deployment-id}/images/edits", "stateless", "path"],
    ["ImageGenerations_Create", "POST", "/deployments/{deployment-id}/images/generations", "stateless", "path"],
    ["Create_Response", "POST", "/responses", "response", "body", "counted streaming"],
    ["Models_List", "GET", "/models", "catalogue"],
    ["Models_Get", "GET", "/models/{model-id}", "catalogue"],
    ["Files_List", "GET", "/files", "stored"],
    ["Files_Upload", "POST", "/files", "stored"],
    ["Files_Get", "GET", "/files/{file-id}", "stored"],
    ["Files_Delete", "DELETE", "/files/{file-id}", "stored"],
    ["Files_GetContent", "GET", "/files/{file-id}/content", "stored"],
    ["FineTuning_List", "GET", "/fine_tuning/jobs", "stored"],
    ["FineTuning_Create", "POST", "/fine_tuning/jobs", "stored"],
    ["FineTuning_Get", "GET", "/fine_tuning/jobs/{fine-tuning-job-id}", "stored"],
    ["FineTuning_Delete", "DELETE", "/fine_tuning/jobs/{fine-tuning-job-id}", "stored"],
    ["FineTuning_Cancel", "POST", "/fine_tuning/jobs/{fine-tuning-job-id}/cancel", "stored"],
    ["FineTuning_GetCheckpoints", "GET", "/fine_tuning/jobs/{fine-tuning-job-id}/checkpoints", "stored"],
    ["FineTuning_GetEvents", "GET", "/fine_tuning/jobs/{fine-tuning-job-id}/events", "stored"],
    ["Get_Response", "GET", "/responses/{response_id}", "stored"],
    ["Delete_Response", "DELETE", "/responses/{response_id}", "stored"],
    ["Get_Input_Items", "GET", "/responses/{response_id}/input_items", "stored"],
    ["UploadFile_Start", "POST", "/uploads", "stored"],
    ["UploadFile_Cancel", "POST", "/uploads/{upload-id}/cancel", "stored"],
    ["UploadFile_Complete", "POST", "/uploads/{upload-id}/complete", "stored"],
    ["UploadFile_Part", "POST", "/uploads/{upload-id}/parts", "stored"],
  ],
  v1: [
    ["createSpeech", "POST", "/audio/speech", "stateless", "body", "streaming"],
    ["createTranscription", "POST", "/audio/transcriptions", "stateless", "form", "streaming"],
    ["createTranslation", "POST", "/audio/translations", "stateless", "form"],
    ["createChatCompletion", "POST", "/chat/completions", "stateless", "body", "counted streaming"],
    ["createCompletion", "POST", "/completions", "stateless", "body", "counted streaming"],
    ["createEmbedding", "POST", "/embeddings", "stateless", "body", "counted"],
    ["createImageEdit", "POST", "/images/edits", "stateless", "form"],
    ["createImage", "POST", "/images/generations", "stateless", "body", "streaming"],
    ["createResponse", "POST", "/responses", "response", "body", "counted streaming"],
    ["compactResponse", "POST", "/responses/compact", "stateless", "body", "counted"],
    ["countInputTokens", "POST", "/responses/input_tokens", "stateless", "body"],
    ["listModels", "GET", "/models", "catalogue"],
    ["retrieveModel", "GET", "/models/{model}", "catalogue"],
    ["ListContainers", "GET", "/containers", "stored"],
    ["CreateContainer", "POST", "/containers", "stored"],
    ["RetrieveContainer", "GET", "/containers/{container_id}", "stored"],
    ["DeleteContainer", "DELETE", "/containers/{container_id}", "stored"],
    ["CreateContainerFile", "POST", "/containers/{container_id}/files", "stored"],
    ["ListContainerFiles", "GET", "/containers/{container_id}/files", "stored"],
    ["RetrieveContainerFile", "GET", "/containers/{container_id}/files/{file_id}", "stored"],
    ["DeleteContainerFile", "DELETE", "/containers/{container_id}/files/{file_id}", "stored"],
    ["RetrieveContainerFileContent", "GET", "/containers/{container_id}/files/{file_id}/content", "stored"],
    ["createConversation", "POST", "/conversations", "stored"],
    ["retrieveConversation", "GET", "/conversations/{conversation_id}", "stored"],
    ["updateConversation", "POST", "/conversations/{conversation_id}", "stored"],
    ["deleteConversation", "DELETE", "/conversations/{conversation_id}", "stored"],
    ["listConversationItems", "GET", "/conversations/{conversation_id}/items", "stored"],
    ["createConversationItems", "POST", "/conversations/{conversation_id}/items", "stored"],
    ["retrieveConversationItem", "GET", "/conversations/{conversation_id}/items/{item_id}", "stored"],
    ["deleteConversationItem", "DELETE", "/conversations/{conversation_id}/items/{item_id}", "stored"],
    ["createFile", "POST", "/files", "stored"],
    ["listFiles", "GET", "/files", "stored"],
    ["retrieveFile", "GET", "/files/{file_id}", "stored"],
    ["deleteFile", "DELETE", "/files/{file_id}", "stored"],
    ["downloadFile", "GET", "/files/{file_id}/content", "stored"],
    ["createFineTuningJob", "POST", "/fine_tuning/jobs", "stored"],
    ["listPaginatedFineTuningJobs", "GET", "/fine_tuning/jobs", "stored"],
    ["retrieveFineTuningJob", "GET", "/fine_tuning/jobs/{fine_tuning_job_id}", "stored"],
    ["cancelFineTuningJob", "POST", "/fine_tuning/jobs/{fine_tuning_job_id}/cancel", "stored"],
    ["listFineTuningJobCheckpoints", "GET", "/fine_tuning/jobs/{fine_tuning_job_id}/checkpoints", "stored"],
    [
      "FineTuning_CopyCheckpoint",
      "POST",
      "/fine_tuning/jobs/{fine_tuning_job_id}/checkpoints/{fine_tuning_checkpoint_id}/copy",
      "stored",
    ],
    [
      "FineTuning_GetCheckpoint",
      "GET",
      "/fine_tuning/jobs/{fine_tuning_job_id}/checkpoints/{fine_tuning_checkpoint_id}/copy",
      "stored",
    ],
    ["listFineTuningEvents", "GET", "/fine_tuning/jobs/{fine_tuning_job_id}/events", "stored"],
    ["pauseFineTuningJob", "POST", "/fine_tuning/jobs/{fine_tuning_job_id}/pause", "stored"],
    ["resumeFineTuningJob", "POST", "/fine_tuning/jobs/{fine_tuning_job_id}/resume", "stored"],
    ["getResponse", "GET", "/responses/{response_id}", "stored"],
    ["deleteResponse", "DELETE", "/responses/{response_id}", "stored"],
    ["cancelResponse", "POST", "/responses/{response_id}/cancel", "stored"],
    ["listInputItems", "GET", "/responses/{response_id}/input_items", "stored"],
    ["createUpload", "POST", "/uploads", "stored"],
    ["cancelUpload", "POST", "/uploads/{upload_id}/cancel", "stored"],
    ["completeUpload", "POST", "/uploads/{upload_id}/complete", "stored"],
    ["addUploadPart", "POST", "/uploads/{upload_id}/parts", "stored"],
    ["listVectorStores", "GET", "/vector_stores", "stored"],
    ["createVectorStore", "POST", "/vector_stores", "stored"],
    ["getVectorStore", "GET", "/vector_stores/{vector_store_id}", "stored"],
    ["modifyVectorStore", "POST", "/vector_stores/{vector_store_id}", "stored"],
    ["deleteVectorStore", "DELETE", "/vector_stores/{vector_store_id}", "stored"],
    ["createVectorStoreFileBatch", "POST", "/vector_stores/{vector_store_id}/file_batches", "stored"],
    ["getVectorStoreFileBatch", "GET", "/vector_stores/{vector_store_id}/file_batches/{batch_id}", "stored"],
    ["cancelVectorStoreFileBatch", "POST", "/vector_stores/{vector_store_id}/file_batches/{batch_id}/cancel", "stored"],
    ["listFilesInVectorStoreBatch", "GET", "/vector_stores/{vector_store_id}/file_batches/{batch_id}/files", "stored"],
    ["listVectorStoreFiles", "GET", "/vector_stores/{vector_store_id}/files", "stored"],
    ["createVectorStoreFile", "POST", "/vector_stores/{vector_store_id}/files", "stored"],
    ["getVectorStoreFile", "GET", "/vector_stores/{vector_store_id}/files/{file_id}", "stored"],
    ["updateVectorStoreFileAttributes", "POST", "/vector_stores/{vector_store_id}/files/{file_id}", "stored"],
    ["deleteVectorStoreFile", "DELETE", "/vector_stores/{vector_store_id}/files/{file_id}", "stored"],
  ],
} as const satisfies Record<Family, readonly Row[]>;

/** One operation of the API. */
export interface Operation {
  /** Id in API Management, from the operation's name in the specification. */
  id: string;
  /** The HTTP method that the operation answers to. */
  method: Method;
  /** Path below the API's, with `{parameters}`. */
  path: string;
  /** Which deployments can answer. */
  kind: OperationKind;
  /** Where the request names its model; `none` for an operation without model. */
  model: ModelLocation;
  /** Whether the answer says how many tokens were used; token limits and token metrics apply to these operations only. */
  counted: boolean;
  /** Whether the caller may ask for a stream of server-sent events. */
  streaming: boolean;
}

/** The operations of one API. */
export function operationsOf(family: Family): Operation[] {
  const rows: readonly Row[] = table[family];
  return rows.map(([id, method, path, kind, model = "none", traits = ""]) => ({
    id,
    method,
    path,
    kind,
    model,
    counted: traits.includes("counted"),
    streaming: traits.includes("streaming"),
  }));
}

/** Paths of a family's operations for which `test` holds, each once, joined with `|` for use in a policy. */
export function pathList(family: Family, test: (operation: Operation) => boolean): string {
  return [
    ...new Set(
      operationsOf(family)
        .filter(test)
        .map(({ path }) => path),
    ),
  ].join("|");
}
