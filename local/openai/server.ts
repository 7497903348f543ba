import { IncomingMessage, Server, ServerResponse, createServer } from "node:http";
import { BackendConnectionFailure } from "../gateway/types";
import { bodyOf, hangUp, headersOf, send } from "../http/exchange";
import type { OpenAi } from "./openAi";

/** Longest wait for an answer, in seconds: a client that calls an account itself has its own limit. */
const timeoutSeconds = 600;

/**
 * The accounts behind a server: `/ACCOUNT/openai/…` reaches the account of that name. A connection that an account refuses is closed
 * without an answer.
 */
export function openAiServer(openAi: OpenAi): Server {
  return createServer((request, response) => void answer(openAi, request, response));
}

async function answer(openAi: OpenAi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, name = "", path = ""] = /^\/([^/]+)(\/.*)$/.exec(request.url ?? "") ?? [];
  const account = openAi.accounts.find((one) => one.name === name);
  if (!account) {
    response.writeHead(404, { "Content-Type": "text/plain" });
    response.end(`no account ${name}; there are: ${openAi.accounts.map((one) => one.name).join(", ")}\n`);
    return;
  }
  const signal = hangUp(response);
  const body = await bodyOf(request);
  const sent = {
    method: request.method ?? "GET",
    url: `https://${account.host}${path}`,
    headers: headersOf(request),
    body,
    timeoutSeconds,
    certificateChecked: true,
    signal,
  };
  try {
    await send(await openAi.transport(sent), response, signal);
  } catch (error) {
    if (!(error instanceof BackendConnectionFailure)) throw error;
    response.destroy();
  }
}
