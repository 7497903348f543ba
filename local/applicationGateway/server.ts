import type { IncomingMessage, ServerResponse } from "node:http";
import { Server, createServer } from "node:https";
import type { Duplex } from "node:stream";
import type { Clock, GatewayRequest, GatewayResponse } from "../gateway/types";
import { Answer, bodyOf, hangUp, send } from "../http/exchange";
import type { Workspace } from "../logs/tables";
import { Verdict, bodyLimit, bodyTooLarge, headRefusal, judgeHead, mostHeaderBytes } from "./firewall";
import { page, pageText } from "./pages";
import { begin, forwarded } from "./passage";
import { Passage, accessRow, firewallRow } from "./rows";
import type { FrontSettings } from "./settings";

/** The gateway of a plan, and what is behind and beside it. */
export interface FrontArgs {
  /** Listener, limits and firewall, as the plan has them. */
  settings: FrontSettings;
  /** API Management. */
  backend(request: GatewayRequest): Promise<GatewayResponse>;
  /** Times of the log. */
  clock: Clock;
  /** Gets the rows of access log and firewall log. */
  workspace: Workspace;
  /** Certificate and key, as PEM. */
  tls: { cert: string; key: string };
  /** Told of a failure of the stand-in itself; the caller gets 502. */
  failed(error: unknown): void;
}

/** How the log names a request that is not one. */
const invalidRequest = "ERRORINFO_INVALID_REQUEST";
/** Status in the log of a request whose client hung up before an answer. */
const clientGone = 499;

/**
 * Application Gateway in front of API Management: TLS, its limits, custom rules and body limits of its firewall, one row of its log for each
 * request. Managed rules are not simulated (no request is refused by one), nor are HTTP/2, redirection from port 80 and health probes.
 */
export function frontServer(args: FrontArgs): Server {
  const server = createServer({ ...args.tls, minVersion: "TLSv1.2", maxHeaderSize: 2 * mostHeaderBytes, requestTimeout: 0 });
  const open = new WeakMap<Duplex, Exchange>();
  const begun = (request: IncomingMessage): Exchange => {
    const exchange = new Exchange(args, request);
    open.set(request.socket, exchange);
    return exchange;
  };
  server.on("request", (request, response) => void begun(request).answer(response));
  server.on("upgrade", (request, socket: Duplex) => void begun(request).upgrade(socket));
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) =>
    refuseGarbage(args, error, socket, open.get(socket)),
  );
  return server;
}

/** One request and its answer. */
class Exchange {
  private readonly passage: Passage;

  constructor(
    private readonly args: FrontArgs,
    private readonly request: IncomingMessage,
  ) {
    this.passage = begin(request, args.clock.now());
  }

  async answer(response: ServerResponse): Promise<void> {
    const signal = hangUp(response);
    try {
      const answer = (await this.refusal()) ?? (await this.forward(signal));
      this.passage.status = answer.status;
      // What is left of a refused request is not read, so the connection cannot be used again.
      if (this.passage.answeredAt === undefined) response.shouldKeepAlive = false;
      this.passage.sentBytes = await send(answer, response, signal);
    } catch (error) {
      if (!signal.aborted) this.args.failed(error);
      this.passage.status ||= clientGone;
      response.destroy();
    }
    this.log();
  }

  /** The request turned out to be none while its body came: the log says so. */
  garbage(): void {
    this.passage.status = 400;
    this.passage.errorInfo = invalidRequest;
  }

  /** A WebSocket handshake: an HTTP API of API Management answers it as a plain request. */
  async upgrade(socket: Duplex): Promise<void> {
    const controller = new AbortController();
    socket.once("close", () => controller.abort());
    const asked = { ...forwarded(this.passage, new Uint8Array(), this.args.settings, controller.signal), webSocket: true };
    const answered = await this.args.backend(asked);
    this.passage.answeredAt = this.args.clock.now();
    this.passage.serverStatus = answered.status;
    const answer = answered.status === 101 ? page(501, "WebSocket is not simulated") : answered;
    this.passage.status = answer.status;
    const chunks: Uint8Array[] = [];
    for await (const chunk of answer.body) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const headers = answer.headers.filter(([name]) => !/^(content-length|connection|transfer-encoding)$/i.test(name));
    const lines = [`HTTP/1.1 ${answer.status} ${answer.reason ?? ""}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
    socket.end(
      Buffer.concat([Buffer.from([...lines, `Content-Length: ${body.length}`, "Connection: close", "", ""].join("\r\n")), body]),
    );
    this.log();
  }

  /** What Application Gateway refuses itself; undefined when the request may pass, whose body is then read. */
  private async refusal(): Promise<Answer | undefined> {
    const { head } = this.passage;
    if (!head.url.startsWith("/")) return this.refused({ refusal: page(400), matches: [] }, invalidRequest);
    const tooLong = headRefusal(head);
    if (tooLong) return this.refused({ refusal: tooLong, matches: [] }, invalidRequest);
    const { firewall } = this.args.settings;
    const verdict = judgeHead(head, firewall);
    if (verdict.refusal) return this.refused(verdict, "");
    this.refused(verdict, "");
    const limit = verdict.allowed ? undefined : bodyLimit(head, firewall);
    const announced = Number(this.request.headers["content-length"] ?? 0);
    if (limit !== undefined && announced > limit) return this.refused(bodyTooLarge(announced), "");
    const body = await bodyOf(this.request, limit);
    if (body === undefined) return this.refused(bodyTooLarge(limit ?? 0), "");
    this.passage.receivedBytes = body.length;
    this.body = body;
    return undefined;
  }

  private body: Uint8Array = new Uint8Array();

  private refused({ refusal, matches }: Verdict, errorInfo: string): Answer | undefined {
    const { workspace, settings } = this.args;
    workspace.add("AGWFirewallLogs", ...matches.map((match) => firewallRow(match, this.passage, settings)));
    if (refusal) this.passage.errorInfo = errorInfo;
    return refusal;
  }

  /** API Management's answer, or a page when it does not begin in time. */
  private async forward(signal: AbortSignal): Promise<Answer> {
    const { settings, backend, clock } = this.args;
    const late = new AbortController();
    const limit = settings.requestTimeoutSeconds * 1000;
    const timer = setTimeout(() => late.abort(), limit);
    const asked = forwarded(this.passage, this.body, settings, AbortSignal.any([signal, late.signal]));
    const timedOut = new Promise<undefined>((resolve) => late.signal.addEventListener("abort", () => resolve(undefined)));
    try {
      const answered = await Promise.race([backend(asked), timedOut]);
      if (!answered) {
        this.passage.errorInfo = "ERRORINFO_UPSTREAM_TIMED_OUT";
        return page(504);
      }
      this.passage.answeredAt = clock.now();
      this.passage.serverStatus = answered.status;
      return answered;
    } catch (error) {
      if (signal.aborted) throw error;
      this.args.failed(error);
      return page(502);
    } finally {
      clearTimeout(timer);
    }
  }

  private log(): void {
    this.passage.endedAt = this.args.clock.now();
    this.args.workspace.add("AGWAccessLogs", accessRow(this.passage, this.args.settings));
  }
}

/** Bytes that are no request of HTTP: Application Gateway answers 400 and hangs up. */
function refuseGarbage(args: FrontArgs, error: NodeJS.ErrnoException, socket: Duplex, exchange: Exchange | undefined): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const { clock, workspace, settings } = args;
  const title = error.code === "HPE_HEADER_OVERFLOW" ? "Request Header Or Cookie Too Large" : "Bad Request";
  const text = pageText(400, title);
  socket.end(
    `HTTP/1.1 400 ${title}\r\nContent-Type: text/html\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`,
  );
  if (exchange) return exchange.garbage();
  const now = clock.now();
  const head = { method: "", url: "", headers: [], clientAddress: "" };
  const passage: Passage = {
    ...{ head, transactionId: "", startedAt: now, endedAt: now, answeredAt: undefined, status: 400, serverStatus: undefined },
    ...{ clientPort: 0, receivedBytes: 0, sentBytes: text.length, host: "", httpVersion: "1.1", socket: undefined },
    errorInfo: invalidRequest,
  };
  workspace.add("AGWAccessLogs", accessRow(passage, settings));
}
