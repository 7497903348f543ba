import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";
import type { GatewayRequest } from "../gateway/types";
import { headersOf } from "../http/exchange";
import type { RequestHead } from "./customRules";
import type { Passage } from "./rows";
import { rewritten } from "./rewrites";
import type { FrontSettings } from "./settings";

/** What is known of a request when its head is there. */
export function begin(request: IncomingMessage, now: number): Passage {
  const socket = request.socket as TLSSocket;
  const headers = headersOf(request);
  return {
    head: { method: request.method ?? "", url: request.url ?? "", headers, clientAddress: socket.remoteAddress ?? "" },
    transactionId: randomUUID().replaceAll("-", ""),
    startedAt: now,
    endedAt: now,
    answeredAt: undefined,
    status: 0,
    serverStatus: undefined,
    clientPort: socket.remotePort ?? 0,
    receivedBytes: 0,
    sentBytes: 0,
    host: request.headers.host ?? "",
    httpVersion: request.httpVersion,
    errorInfo: "",
    socket,
  };
}

/** Headers that end at Application Gateway. */
const endHere = new Set(["connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "proxy-connection"]);

/**
 * The request as API Management gets it (Microsoft Learn, "How an application gateway works": X-Forwarded-For, -Proto, -Port, X-Original-Host
 * and X-Appgw-Trace-Id; the host is that of the backend setting).
 */
export function forwarded(passage: Passage, body: Uint8Array, settings: FrontSettings, signal: AbortSignal): GatewayRequest {
  const { head, transactionId, clientPort, host } = passage;
  const earlier = head.headers.filter(([name]) => name.toLowerCase() === "x-forwarded-for").map(([, value]) => value);
  const replaced = new Set([
    "host",
    "x-forwarded-for",
    "x-forwarded-proto",
    "x-forwarded-port",
    "x-original-host",
    "x-appgw-trace-id",
  ]);
  const kept = head.headers.filter(([name]) => !endHere.has(name.toLowerCase()) && !replaced.has(name.toLowerCase()));
  return {
    method: head.method,
    url: head.url,
    headers: [
      ["Host", settings.backendHost],
      ...rewritten(kept, settings.rewrites),
      ["X-Forwarded-For", [...earlier, `${head.clientAddress}:${clientPort}`].join(", ")],
      ["X-Forwarded-Proto", "https"],
      ["X-Forwarded-Port", "443"],
      ["X-Original-Host", host],
      ["X-Appgw-Trace-Id", transactionId],
    ],
    body: hasBody(head) ? body : undefined,
    clientAddress: settings.instanceAddress,
    signal,
  };
}

const hasBody = ({ headers }: RequestHead): boolean =>
  headers.some(([name, value]) => /^(content-length|transfer-encoding)$/i.test(name) && value !== "0");
