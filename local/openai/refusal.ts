import type { BackendResponse } from "../gateway/types";
import { jsonAnswer } from "./answer";

/** What an account refuses, in the shape of its errors. Handlers throw it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: { error: Record<string, unknown> },
    readonly headers: [string, string][] = [],
  ) {
    super(String(body.error.message));
  }

  /** The refusal as an answer. */
  answer(): BackendResponse {
    return jsonAnswer(this.status, this.body, this.headers);
  }
}

/** An error of the platform in front of the models: code and message only. */
export const platformError = (status: number, code: string, message: string, headers: [string, string][] = []): Refusal =>
  new Refusal(status, { error: { code, message } }, headers);

/** An error of the models' own API. */
export const requestError = (status: number, code: string | null, message: string, param: string | null = null): Refusal =>
  new Refusal(status, { error: { message, type: "invalid_request_error", param, code } });

/** Azure's answer for a path that it does not have. */
export const notFound = (): Refusal => platformError(404, "404", "Resource not found");

/** Azure's answer for a deployment that the account does not have. */
export const deploymentNotFound = (): Refusal =>
  platformError(
    404,
    "DeploymentNotFound",
    "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.",
  );

/** What Azure offers and this stand-in does not: it says so instead of answering something. */
export const notSimulated = (what: string): Refusal =>
  new Refusal(501, {
    error: {
      code: "not_simulated",
      message: `${what} is not simulated by this stand-in of Azure OpenAI`,
      type: "stand_in",
      param: null,
    },
  });
