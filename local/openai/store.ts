import type { Json, JsonObject } from "./answer";

/** A file as an account keeps it. */
export interface StoredFile {
  id: string;
  filename: string;
  purpose: string;
  bytes: Uint8Array;
  createdAt: number;
}

/** A response as an account keeps it. */
export interface StoredResponse {
  response: JsonObject;
  /** Items that it answered, those of earlier responses included. */
  input: JsonObject[];
  /** Time at which a response in the background is complete, in milliseconds since 1970. */
  readyAt: number;
}

/** What one account keeps. Nothing of it is known to another account. */
export class Store {
  readonly responses = new Map<string, StoredResponse>();
  /** Items of stored responses and of their input, by id. */
  readonly items = new Map<string, JsonObject>();
  readonly files = new Map<string, StoredFile>();
  readonly batches = new Map<string, JsonObject>();
  /** Chat completions that were asked to be kept, by id. */
  readonly completions = new Map<string, Json>();
}
