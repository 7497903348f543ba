import { nothing, PolicyPiece, renderPiece } from "./renderPolicy";

/** Types of OpenAI's errors that the gateway uses. */
type ErrorType = "invalid_request_error" | "rate_limit_error" | "insufficient_quota" | "server_error";

/** What a caller is told. */
interface Refusal {
  status: number;
  /** OpenAI's code where there is one, else the gateway's own; the log has it as the reason. */
  code: string;
  message: string;
  /** Default: `invalid_request_error`. */
  type?: ErrorType;
  /** Field of the request that is at fault. */
  param?: string;
}

const unknownModel = { status: 404, message: "No region deploys this model, or not under this name.", param: "model" };

/** Every answer that the gateway gives by itself. */
export const refusals = {
  keyInQuery: {
    status: 401,
    code: "key_in_query",
    message: "Send the key in the header api-key. A key in the query is in logs: have it renewed.",
  },
  subscriptionRequired: {
    status: 401,
    code: "subscription_required",
    message: "Send the key of a subscription of a plan in the header api-key.",
  },
  notInGroup: {
    status: 403,
    code: "not_in_group",
    message:
      "The token does not show the Entra group of this subscription. A token without any group comes from an application that is not set up to list groups, or from a caller in more than 200 of them: use an app role, or have the application list assigned groups only. A managed identity's token keeps its old groups for up to 24 hours.",
  },
  noConsumer: {
    status: 401,
    code: "no_consumer",
    message:
      "The token shows no group, app role or application of a consumer whose plan takes a token alone. Send the key of a subscription in the header api-key with it, or a token that lists the group: one without any group comes from an application that is not set up to list groups, or from a caller in more than 200 of them. A managed identity's token keeps its old groups for up to 24 hours.",
  },
  severalConsumers: {
    status: 403,
    code: "several_consumers",
    message: "The token shows several consumers. Name the one that is meant in the header x-consumer.",
  },
  forbidden: { status: 403, code: "forbidden", message: "This API does not authenticate its callers." },
  notClosed: {
    status: 503,
    code: "not_open_yet",
    type: "server_error",
    message: "The gateway is being set up: it answers no call before its way to the Internet is closed.",
  },
  operationNotFound: { status: 404, code: "OperationNotFound", message: "There is no such operation." },
  missingModel: {
    status: 400,
    code: "missing_model",
    message:
      "The body must be one JSON object in which no name stands twice, or a form where the operation takes one, and name the model where the path does not.",
    param: "model",
  },
  unknownDeployment: { ...unknownModel, code: "DeploymentNotFound" },
  unknownModel: { ...unknownModel, code: "model_not_found" },
  tooLarge: {
    status: 400,
    code: "max_tokens_too_large",
    message: "The answer may have more tokens than a deployment of this model gives in a minute. Allow fewer.",
  },
  modelNotInPlan: {
    status: 403,
    code: "model_not_in_plan",
    message: "The plan of this subscription does not include the model.",
    param: "model",
  },
  aliasUnclear: {
    status: 400,
    code: "alias_not_resolved",
    message: "An alias can stand in the path, or once in a JSON body. Send the name of the model itself: GET /models lists it.",
    param: "model",
  },
  toolNotInPlan: {
    status: 403,
    code: "tool_not_in_plan",
    message:
      "The request names a tool or a source that the plan of this consumer does not include. Every plan has functions and inline data: send images and files as data: URLs. web_search, code_interpreter, file_search, image_generation, data_sources, remote URLs and each MCP server are named in the plan's settings.",
    param: "tools",
  },
  storedNotInPlan: {
    status: 403,
    code: "stored_objects_not_in_plan",
    message:
      "The plan of this subscription does not include files, batches, fine-tuning, stored responses or other stored objects. Send store: false, and the whole conversation with each request.",
  },
  backgroundNotOffered: {
    status: 403,
    code: "background_not_offered",
    message: "Responses in the background are not offered: their tokens could not be counted.",
    param: "background",
  },
  notStored: {
    status: 400,
    code: "item_not_stored",
    message:
      "The input has a reasoning item without its content, and with store: false nothing is kept that its id could stand for. Ask for include: [reasoning.encrypted_content] and send the items back with it, or leave reasoning items out, or use a plan with stored objects and store: true.",
    param: "input",
  },
  notAtHome: {
    status: 404,
    code: "model_not_found",
    message: "The account that keeps stored objects does not deploy this model. Send store: false, or use another model.",
    param: "model",
  },
  tooManyRequests: {
    status: 429,
    code: "rate_limit_exceeded",
    type: "rate_limit_error",
    message: "The plan's requests of this minute are used up. Retry after the time in Retry-After.",
  },
  tooManyTokens: {
    status: 429,
    code: "rate_limit_exceeded",
    type: "rate_limit_error",
    message: "The plan's tokens of this minute are used up. Retry after the time in Retry-After.",
  },
  monthUsedUp: {
    status: 403,
    code: "insufficient_quota",
    type: "insufficient_quota",
    message: "The plan's tokens of this month are used up.",
  },
  promptTooLarge: {
    status: 400,
    code: "prompt_too_large",
    message:
      "The prompt has more tokens than the plan gives in a minute: waiting does not help. Send a shorter one, or use a larger plan.",
  },
  notCountable: { status: 400, code: "prompt_not_countable", message: "The tokens of the request could not be counted." },
  promptNotCheckable: {
    status: 400,
    code: "prompt_not_checkable",
    message:
      "The plan has every prompt looked at, and this one cannot be: its text is longer than the plan's longest prompt, or it is sent as numbers of tokens. Send less, as text.",
  },
  promptBlocked: {
    status: 400,
    code: "content_filter",
    message:
      "The plan has prompts looked at, and this one was refused: an attack on the model's instructions, harmful content or a word of a blocklist. Change the prompt.",
  },
  promptNotChecked: {
    status: 503,
    code: "content_safety_unavailable",
    type: "server_error",
    message: "The plan has every prompt looked at, and the service that does it cannot be asked now. No model got the prompt.",
  },
  allThrottled: {
    status: 429,
    code: "rate_limit_exceeded",
    type: "rate_limit_error",
    message: "All deployments of this model are throttled. Retry after the time in Retry-After.",
  },
  unavailable: {
    status: 503,
    code: "service_unavailable",
    type: "server_error",
    message: "The model or the account cannot be reached now.",
  },
  timeout: { status: 504, code: "timeout", type: "server_error", message: "The model did not begin to answer in time." },
} as const satisfies Record<string, Refusal>;

const phrases: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/**
 * A refusal as policy XML: a trace that says why, and the answer.
 *
 * @param headers Further `set-header` elements.
 * @param metadata Further metadata of the trace.
 * @param title Message of the trace.
 */
export function refusal(
  name: keyof typeof refusals,
  headers: PolicyPiece = nothing,
  metadata: PolicyPiece = nothing,
  title = "refused",
): PolicyPiece {
  const { status, code, message, type = "invalid_request_error", param }: Refusal = refusals[name];
  const body = JSON.stringify({ error: { code, message, type, param: param ?? null } });
  return renderPiece("refusal.xml", { title, status, phrase: phrases[status]!, code, metadata, headers, body });
}
