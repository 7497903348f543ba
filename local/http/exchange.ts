import type { IncomingMessage, ServerResponse } from "node:http";

/** The headers as they came, in order, with names that come twice. */
export function headersOf(request: IncomingMessage): [string, string][] {
  const raw = request.rawHeaders;
  return Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index] ?? "", raw[2 * index + 1] ?? ""]);
}

/**
 * The body, up to a number of bytes.
 * @returns undefined when it is longer; the rest is not read.
 */
export async function bodyOf(request: IncomingMessage, mostBytes = Infinity): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Aborts when the client hangs up before the answer is complete. */
export function hangUp(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

/** An answer as a stand-in gives it. */
export interface Answer {
  /** HTTP status. */
  status: number;
  /** Reason phrase. Default: that of the status. */
  reason?: string;
  /** In order; a name may come twice. */
  headers: [string, string][];
  /** Chunks, each sent as it comes. */
  body: AsyncIterable<Uint8Array>;
}

/** Headers that the connection sets itself. */
const ownHeaders = new Set(["connection", "transfer-encoding", "keep-alive"]);

/**
 * Writes an answer, each chunk at once. A body that breaks ends the connection, as a broken connection behind a gateway does.
 * @returns bytes of the body that were sent.
 */
export async function send(answer: Answer, response: ServerResponse, signal: AbortSignal): Promise<number> {
  const headers = answer.headers.filter(([name]) => !ownHeaders.has(name.toLowerCase()));
  response.writeHead(answer.status, answer.reason, headers.flat());
  response.flushHeaders();
  let sent = 0;
  try {
    for await (const chunk of answer.body) {
      if (signal.aborted) break;
      sent += chunk.length;
      if (!response.write(chunk)) await drained(response);
    }
  } catch {
    // The answer broke off: the client must see that, not a complete answer.
    response.destroy();
    return sent;
  }
  await new Promise<void>((resolve) => (response.destroyed ? resolve() : response.end(resolve)));
  return sent;
}

const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    response.once("drain", resolve);
    response.once("close", resolve);
  });
