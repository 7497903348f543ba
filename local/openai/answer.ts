import type { BackendResponse, Clock } from "../gateway/types";

/** A value of JSON. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
/** An object of JSON. */
export type JsonObject = { [name: string]: Json };

const encoder = new TextEncoder();

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}

/** An answer of bytes. */
export function bytesAnswer(status: number, type: string, bytes: Uint8Array, headers: [string, string][] = []): BackendResponse {
  return { status, headers: [["Content-Type", type], ["Content-Length", String(bytes.length)], ...headers], body: once(bytes) };
}

/** An answer of JSON. */
export const jsonAnswer = (status: number, value: unknown, headers: [string, string][] = []): BackendResponse =>
  bytesAnswer(status, "application/json", encoder.encode(JSON.stringify(value)), headers);

/** One event of a stream; `name` is the line `event:`, which chat has not. */
export interface ServerEvent {
  /** Absent for events of chat and completions. */
  name?: string;
  /** Written as JSON in the line `data:`. */
  data: unknown;
}

/** Milliseconds that pass before the first and between two events. */
export interface Pace {
  /** Before the first event, or a whole answer. */
  first: number;
  /** Between two events. */
  between: number;
}

/** Server-sent events, one chunk an event, with time passing between them. `end` is the last line of data that is no JSON. */
export function streamAnswer(events: Iterable<ServerEvent>, clock: Clock, pace: Pace, end?: string): BackendResponse {
  return { status: 200, headers: [["Content-Type", "text/event-stream; charset=utf-8"]], body: chunks(events, clock, pace, end) };
}

async function* chunks(events: Iterable<ServerEvent>, clock: Clock, pace: Pace, end?: string): AsyncGenerator<Uint8Array> {
  let wait = pace.first;
  for (const { name, data } of events) {
    if (wait > 0) await clock.sleep(wait);
    wait = pace.between;
    yield encoder.encode(`${name === undefined ? "" : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`);
  }
  if (end !== undefined) yield encoder.encode(`data: ${end}\n\n`);
}
