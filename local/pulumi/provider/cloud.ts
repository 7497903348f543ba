import { Props } from "../wire";

/** What Azure holds of one resource, in the shape of the SDK. */
export interface Found {
  /** What Azure returns for it. */
  outputs: Props;
  /** What a program would write to get this resource: names and parents from the id, and everything that can be set. */
  inputs: Props;
}

/**
 * The control plane as a provider plugin sees it. A refusal is thrown as a `CloudFailure`.
 * Long operations end when they are complete; `signal` stops the waiting, not the operation: what is thrown then has an `acceptedId` too.
 */
export interface Cloud {
  /** Makes a resource and returns its id and outputs. */
  create(type: string, urn: string, inputs: Props, signal: AbortSignal): Promise<{ id: string; outputs: Props }>;
  /** Undefined when there is no such resource. `olds` is what Pulumi's state says. */
  read(type: string, id: string, olds: Found, signal: AbortSignal): Promise<Found | undefined>;
  /** Outputs of the resource that these names lead to, as a function of the provider reads it. */
  get(type: string, args: Props, signal: AbortSignal): Promise<Props>;
  /** Changes a resource in place to these inputs and returns its outputs. */
  update(type: string, urn: string, id: string, inputs: Props, signal: AbortSignal): Promise<{ outputs: Props }>;
  /** Deleting what is not there is a success, as in Azure. */
  delete(type: string, id: string, signal: AbortSignal): Promise<void>;
  /** Waits for seconds of the cloud's time, which may be faster than ours. */
  sleep(seconds: number, signal: AbortSignal): Promise<void>;
}

/** A refusal or failure of Azure. */
export interface CloudFailure extends Error {
  /** HTTP status. */
  status: number;
  /** Azure's code, such as `SoftDeletedVaultExists`. */
  code: string;
  /** Seconds that Azure asks to wait before another try. */
  retryAfterSeconds?: number;
  /** Set when Azure had accepted the request before the operation failed: a resource of this id exists. */
  acceptedId?: string;
}

/** Whether an error is an answer of Azure, and no fault of the stand-in. */
export function isCloudFailure(error: unknown): error is CloudFailure {
  return error instanceof Error && typeof (error as Partial<CloudFailure>).status === "number" && "code" in error;
}

/** The id of what Azure had accepted before the operation failed or the waiting for it ended; undefined when it had accepted nothing. */
export const acceptedIdOf = (error: unknown): string | undefined =>
  error instanceof Error ? (error as Partial<CloudFailure>).acceptedId : undefined;

/** A failure of Azure in the words of azure-native (`PulumiAzcoreResponseError`); anything else as it is. */
export function described(error: unknown): unknown {
  if (!isCloudFailure(error)) return error;
  const code = error.code ? ` Code="${error.code}"` : "";
  const text = `Status=${error.status}${code} Message="${error.message}"`;
  return Object.assign(new Error(text, { cause: error }), { acceptedId: error.acceptedId });
}
