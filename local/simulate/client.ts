import type { Clock, Gateway, GatewayRequest, GatewayResponse, Random } from "../gateway/types";
import type { Outcome } from "./measure";

/** Longest `Retry-After` that the SDKs believe, and their own waits (openai-node, `client.ts`). */
const longestWait = 60_000;
const [firstWait, mostWait] = [500, 8000];

/** Sends a call, and again as the SDKs do, until it is served or nobody would go on. */
export async function send(
  gateway: Gateway,
  request: GatewayRequest,
  retries: number,
  clock: Clock,
  random: Random,
): Promise<Outcome> {
  const startedAt = clock.now();
  for (let sent = 1; ; sent++) {
    const answer = await gateway.handle({ ...request, requestId: requestId(random) });
    const text = await textOf(answer);
    const { status } = answer;
    if (status < 400 || sent > retries || !isRetried(answer))
      return { status, code: status < 400 ? "" : codeOf(text), sent, milliseconds: clock.now() - startedAt };
    await clock.sleep(waitOf(answer, sent));
  }
}

/** An id that follows from the seed, so that a policy which looks at it does the same each time. */
function requestId(random: Random): string {
  const hex = Array.from({ length: 4 }, () =>
    Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, "0"),
  ).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

async function textOf({ body, status }: GatewayResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) if (status >= 400) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const header = ({ headers }: GatewayResponse, name: string): string | undefined =>
  headers.find(([one]) => one.toLowerCase() === name)?.[1];

function isRetried(answer: GatewayResponse): boolean {
  const told = header(answer, "x-should-retry");
  if (told !== undefined) return told === "true";
  return answer.status >= 500 || [408, 409, 429].includes(answer.status);
}

function waitOf(answer: GatewayResponse, sent: number): number {
  const told = Number(header(answer, "retry-after")) * 1000;
  return told > 0 && told <= longestWait ? told : Math.min(firstWait * 2 ** (sent - 1), mostWait);
}

function codeOf(text: string): string {
  try {
    const { error } = JSON.parse(text) as { error?: { code?: unknown } };
    return String(error?.code ?? "");
  } catch {
    return "no JSON";
  }
}
