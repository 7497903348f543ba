import type { GatewayResponse } from "../types";
import { Body } from "./body";
import type { Call } from "./call";
import { Headers } from "./headers";
import { tokensOfAnswer } from "./tokens";

/** Bytes at the end of an answer that are kept apart: the usage of a stream stands there. */
const tailBytes = 65_536;

/** Keeps the beginning and the end of what passes. */
class Capture {
  private readonly chunks: Uint8Array[] = [];
  private tail: Uint8Array[] = [];
  private kept = 0;
  private tailSize = 0;
  size = 0;
  constructor(private readonly most: number) {}

  add(chunk: Uint8Array): void {
    this.size += chunk.length;
    const room = this.most - this.kept;
    if (room > 0) {
      this.chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
      this.kept += Math.min(room, chunk.length);
    }
    if (chunk.length > room) this.addTail(chunk);
  }

  private addTail(chunk: Uint8Array): void {
    this.tail.push(chunk);
    this.tailSize += chunk.length;
    while (this.tail.length > 1 && this.tailSize - this.tail[0]!.length > tailBytes) this.tailSize -= this.tail.shift()!.length;
  }

  get head(): Uint8Array {
    return this.chunks.length === 1 ? this.chunks[0]! : new Uint8Array(Buffer.concat(this.chunks));
  }
  get headAndTail(): Uint8Array {
    return this.tail.length === 0 ? this.head : new Uint8Array(Buffer.concat([this.head, Buffer.from("\n"), ...this.tail]));
  }
  get cut(): boolean {
    return this.size > this.kept;
  }
}

/** The answer as the caller gets it; when its body was sent or given up, the call is over and its record is written. */
export function deliver(call: Call, bodyBytes: number): GatewayResponse {
  const response = (call.response ??= {
    status: 200,
    reason: "OK",
    headers: new Headers(),
    body: Body.of(undefined),
    streamed: false,
  });
  for (const [name, value] of call.answerHeaders) if (!response.headers.has(name)) response.headers.set(name, value);
  const whole = response.body.bytes;
  if (whole) {
    response.headers.delete("Transfer-Encoding");
    response.headers.set("Content-Length", String(whole.length));
  }
  return {
    status: response.status,
    reason: response.reason,
    headers: response.headers.list(),
    body: passed(call, response.body, new Capture(bodyBytes)),
  };
}

async function* passed(call: Call, body: Body, capture: Capture): AsyncGenerator<Uint8Array> {
  let ending: "aborted" | "broken" | "whole" = "aborted";
  try {
    for await (const chunk of body.stream()) {
      capture.add(chunk);
      yield chunk;
    }
    ending = "whole";
  } catch (error) {
    ending = "broken";
    throw error;
  } finally {
    if (ending === "aborted") await body.cancel();
    finish(call, capture, ending);
  }
}

function finish(call: Call, capture: Capture, ending: "aborted" | "broken" | "whole"): void {
  const response = call.response!;
  call.responseSize = capture.size;
  if (!call.tokens && response.status < 400 && call.attempts.length > 0)
    call.tokens = tokensOfAnswer(capture.headAndTail, response.streamed, response.streamed ? call.promptEstimate().tokens : 0);
  for (const hook of call.usageHooks.splice(0)) hook(call.tokens, undefined);
  for (const hook of call.endHooks.splice(0)) hook();
  call.gateway.observer.onCall?.(
    call.record({
      responseSize: capture.size,
      responseBody: capture.head,
      responseBodyCut: capture.cut,
      aborted: ending === "aborted",
      broken: ending === "broken",
    }),
  );
}
