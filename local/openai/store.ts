import type { Json, JsonObject } from "./answer";

/** A file as an account keeps it. */
export interface StoredFile {
  /** Begins with `file-`. */
  id: string;
  /** As it was uploaded. */
  filename: string;
  /** Such as `fine-tune` or `batch`. */
  purpose: string;
  /** Content. */
  bytes: Uint8Array;
  /** Seconds since 1970. */
  createdAt: number;
}

/** A response as an account keeps it. */
export interface StoredResponse {
  /** The response object, as it is once it is complete. */
  response: JsonObject;
  /** Items that it answered, those of earlier responses included. */
  input: JsonObject[];
  /** Time at which a response in the background is complete, in milliseconds since 1970. */
  readyAt: number;
}

/** What one account keeps. Nothing of it is known to another account. */
export class Store {
  /** By id. */
  readonly responses = new Map<string, StoredResponse>();
  /** Items of stored responses and of their input, by id. */
  readonly items = new Map<string, JsonObject>();
  /** By id. */
  readonly files = new Map<string, StoredFile>();
  /** By id. */
  readonly batches = new Map<string, JsonObject>();
  /** Chat completions that were asked to be kept, by id. */
  readonly completions = new Map<string, Json>();
}
