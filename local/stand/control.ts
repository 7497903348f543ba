import { IncomingMessage, Server, ServerResponse, createServer } from "node:http";
import { publishedDocument } from "../identity";
import { bodyOf } from "../http/exchange";
import { ControlError } from "./controlInput";
import { routes } from "./controlRoutes";
import type { Live } from "./live/live";
import type { Parts } from "./parts";

const described = routes
  .map(([method, path]) => `${method} ${path.source.replace(/[\\^$]/g, "").replace("([/]+)", "NAME")}`)
  .join(", ");

/** The control door. Everything but the live page is JSON; errors are `{"error": TEXT}`. */
export function controlServer(parts: Parts, live: Live): Server {
  return createServer((request, response) => void answer(parts, live, request, response));
}

async function answer(parts: Parts, live: Live, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (await live.answer(request, response)) return;
  const { status, body } = await outcome(parts, request);
  if (status === 200 && request.url === "/reset") live.forget();
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(`${JSON.stringify(body)}\n`);
}

async function outcome(parts: Parts, request: IncomingMessage): Promise<{ status: number; body: unknown }> {
  const { pathname } = new URL(request.url ?? "/", "http://control");
  const base = `http://${request.headers.host ?? ""}`;
  const published = request.method === "GET" ? publishedDocument(parts.issuer, pathname, base) : undefined;
  if (published !== undefined) return { status: 200, body: published };
  const found = routes.filter(([, path]) => path.test(pathname));
  const route = found.find(([method]) => method === request.method);
  if (!route)
    return {
      status: found.length > 0 ? 405 : 404,
      body: { error: `${request.method} ${pathname} is unknown; allowed: ${described}` },
    };
  try {
    const [, path, handle] = route;
    return { status: 200, body: await handle(parts, decodeURIComponent(path.exec(pathname)?.[1] ?? ""), await jsonOf(request)) };
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    return { status: error.status, body: { error: error.message } };
  }
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const text = Buffer.from((await bodyOf(request)) ?? []).toString();
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlError(400, "the body is not JSON");
  }
}
