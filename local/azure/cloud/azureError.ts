/** A refusal or failure of Azure: HTTP status, Azure's code and message. */
export class AzureError extends Error {
  /** Seconds that Azure asks to wait before another try. */
  readonly retryAfterSeconds?: number;
  /** Id of the resource, when Azure had accepted the request before the operation failed. */
  readonly acceptedId?: string;

  constructor(
    readonly status: number,
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

/** The client stops waiting for an operation that Azure has accepted and goes on with. */
export class InterruptedError extends Error {
  constructor(
    readonly acceptedId: string,
    options: ErrorOptions,
  ) {
    super(`the waiting for ${acceptedId} was interrupted; Azure goes on`, options);
    this.name = "InterruptedError";
  }
}

/**
 * azure-native looks before it creates: a resource that is already there is refused by the provider itself, not by Azure
 * (pulumi-azure-native, `CanCreate`).
 */
export class ExistingResourceError extends Error {
  constructor(id: string) {
    super(`cannot create already existing resource '${id}'`);
    this.name = "ExistingResourceError";
  }
}
