import type { BackendRequest, Clock, Random } from "../gateway/types";
import type { Account, Deployment } from "./account";
import type { JsonObject, Pace } from "./answer";
import type { Demand } from "./capacity";
import { requestError } from "./refusal";
import type { Store } from "./store";

/** `dated`: below `/openai`, with `api-version` in the query. `v1`: below `/openai/v1`. */
export type Family = "dated" | "v1";

/** One request to an account, after its path was understood. */
export interface Call {
  /** The account that the host names. */
  account: Account;
  /** The API that the path belongs to. */
  family: Family;
  /** Query parameter `api-version`; of the v1 API what is given or `v1`. */
  apiVersion: string;
  /** The request as it came. */
  request: BackendRequest;
  /** URL of the request, parsed. */
  url: URL;
  /** What the path holds, by name in the route. */
  parameters: Readonly<Record<string, string>>;
  /** Time of the account. */
  clock: Clock;
  /** For ids and made-up content. */
  random: Random;
  /** What the account keeps. */
  store: Store;
  /** What models say. */
  answers: Answers;
  /** Time that answers of the account take. */
  pace: Pace;
}

/** A request to a model: what it would use, and what it answers once it was admitted. */
export interface Work {
  /** What is taken from the capacity before the model is asked. */
  demand: Demand;
  /** Makes the answer; called once, after admission. */
  answer(): Answered;
}

/** The answer of a model and the tokens in it. */
export interface Answered {
  /** Tokens of the answer, for the capacity. */
  completionTokens: number;
  /** What the caller gets. */
  response: import("../gateway/types").BackendResponse;
}

/** A call whose deployment is known. */
export interface ModelCall extends Call {
  /** The deployment that the request names. */
  deployment: Deployment;
}

/** What a model says; an argument, so that a simulation can make answers of a certain length. */
export interface Answers {
  /** Text that answers a conversation; `texts` are those of its messages, in order. */
  text(texts: readonly string[], deployment: Deployment): string;
}

const decoder = new TextDecoder();

/** The body as text. */
const textOf = (call: Call): string => decoder.decode(call.request.body ?? new Uint8Array());

/** The body as a JSON object. */
export function bodyOf(call: Call): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(textOf(call));
  } catch {
    value = undefined;
  }
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw requestError(400, null, "We could not parse the JSON body of your request.");
  return value as JsonObject;
}

/** First value of a header, whatever its case. */
export function headerOf(request: BackendRequest, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return request.headers.find(([header]) => header.toLowerCase() === wanted)?.[1];
}

/** The form in the body, read by the platform's own parser. */
export async function formOf(call: Call): Promise<FormData> {
  const type = headerOf(call.request, "Content-Type") ?? "";
  if (!type.toLowerCase().startsWith("multipart/form-data"))
    throw requestError(400, null, `Invalid Content-Type header (${type || "none"}), expected multipart/form-data.`);
  try {
    return await new Response(new Uint8Array(call.request.body ?? []), { headers: { "Content-Type": type } }).formData();
  } catch {
    throw requestError(400, null, "Could not parse multipart form");
  }
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** Twenty-four characters for an id: letters and digits. */
export function newId(prefix: string, random: Random): string {
  let id = prefix;
  for (let count = 0; count < 24; count += 1) id += letters[Math.floor(random() * letters.length)];
  return id;
}

/** Seconds since 1970. */
export const seconds = (clock: Clock): number => Math.floor(clock.now() / 1000);
