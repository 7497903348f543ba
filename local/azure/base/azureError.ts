import { FunctionError } from "../../protocol/provider";

/** A refusal or failure of Azure: HTTP status, Azure's code and message. Of a function it is an answer to the program. */
export class AzureError extends FunctionError {
  /** Seconds that Azure asks to wait before another try. */
  readonly retryAfterSeconds?: number;
  /** Id of the resource, when Azure had accepted the request before the operation failed. */
  readonly acceptedId?: string;

  constructor(
    /** HTTP status. */
    readonly status: number,
    /** Azure's error code, such as `Conflict`. */
    readonly code: string,
    message: string,
    more: { retryAfterSeconds?: number; acceptedId?: string } = {},
  ) {
    super(message);
    this.name = "AzureError";
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.acceptedId = more.acceptedId;
  }

  /** The same failure, after the request was accepted. */
  accepted(id: string): AzureError {
    return new AzureError(this.status, this.code, this.message, { acceptedId: id });
  }
}
