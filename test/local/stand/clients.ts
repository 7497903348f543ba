import { readFileSync } from "node:fs";
import { Agent, request as httpsRequest } from "node:https";
import { Readable } from "node:stream";
import OpenAI, { APIError, AzureOpenAI } from "openai";
import { memberOf } from "../../../local/stand/consumers";
import type { Stand } from "../../../local/stand/stand";

/** `fetch` that trusts a stand's certificate: what NODE_EXTRA_CA_CERTS does for a whole process. */
export function trusting(caFile: string): typeof fetch {
  const agent = new Agent({ ca: readFileSync(caFile) });
  return async (input, init) => {
    const request = new Request(input as string, { ...init, ...(init?.body && { duplex: "half" }) } as RequestInit);
    const body = Buffer.from(await request.arrayBuffer());
    const { url, method, headers, signal } = request;
    return new Promise((resolve, reject) => {
      const sent = httpsRequest(url, { method, headers: Object.fromEntries(headers), agent, signal }, (answer) => {
        const pairs = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
        resolve(new Response(Readable.toWeb(answer) as ReadableStream, { status: answer.statusCode, headers: pairs }));
      });
      sent.on("error", reject);
      sent.end(body);
    });
  };
}

/** The SDK's two clients of a consumer, with its key and a token of its group. */
export interface Clients {
  v1: OpenAI;
  dated: AzureOpenAI;
}

/** @param maxRetries How often the SDK sends a call again. */
export async function clientsOf(stand: Stand, consumerName: string, maxRetries = 0): Promise<Clients> {
  const { addresses, parts } = stand;
  const consumer = addresses.consumers.find(({ name }) => name === consumerName)!;
  const token = await parts.issuer.tokenOf(memberOf(consumer), parts.environment.settings.identity.audience);
  const common = { defaultHeaders: { "api-key": consumer.subscriptionKey }, fetch: trusting(addresses.ca), maxRetries };
  return {
    v1: new OpenAI({ ...common, baseURL: `${addresses.gateway}/openai/v1`, apiKey: token }),
    dated: new AzureOpenAI({
      ...common,
      endpoint: addresses.gateway,
      apiVersion: "2024-10-21",
      azureADTokenProvider: async () => token,
    }),
  };
}

/** The error that a call ends with. */
export async function errorOf(call: Promise<unknown>): Promise<APIError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof APIError) return error;
    throw error;
  }
  throw new Error("the call did not fail");
}
