import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { CallRecord } from "../../gateway/records";
import type { Clock } from "../../gateway/types";
import type { Parts } from "../parts";
import { LiveCalls } from "./state";

/** Loads a module when it is needed: a start must not wait for the page's library. */
const load = createRequire(__filename);

/** Milliseconds between two looks at what has changed. */
const tick = 500;

/** The live page of a running environment, and those who watch it (server-sent events). */
export class Live {
  private readonly calls = new LiveCalls();
  private readonly watchers = new Map<ServerResponse, Record<string, string>>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly clock: Clock,
    private readonly parts: () => Parts,
    private readonly gateway: () => string,
  ) {
    this.timer = setInterval(() => this.send(), tick);
    this.timer.unref();
  }

  /** Adds a call to the page. */
  observe(call: CallRecord): void {
    this.calls.add(call);
  }

  /** Takes all calls off the page. */
  forget(): void {
    this.calls.clear();
  }

  /** Answers a request for the page or its events. @returns whether it was one */
  async answer({ method, url = "/" }: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const { pathname, searchParams } = new URL(url, "http://control");
    if (method !== "GET" || !["/", "/events", "/questions", "/answer"].includes(pathname)) return false;
    if (pathname === "/events") this.watch(response);
    else if (pathname === "/") await this.page(response);
    else await this.question(pathname === "/answer" ? (searchParams.get("question") ?? "") : undefined, response);
    return true;
  }

  /** The questions that there are, or the answer to one, as parts of the page. */
  private async question(name: string | undefined, response: ServerResponse): Promise<void> {
    const { ask, questionsOf } = load("./questions") as typeof import("./questions");
    const { answerPart, questionsPart } = load("./views") as typeof import("./views");
    try {
      const html = name === undefined ? questionsPart(await questionsOf()) : answerPart(name, await ask(this.parts(), name));
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
      response.end(html);
    } catch (error) {
      // A query that fails must not end the stand-in.
      console.error(error);
      response.writeHead(500).end();
    }
  }

  private async page(response: ServerResponse): Promise<void> {
    const { livePage } = load("./page") as typeof import("./page");
    const html = await livePage(this.parts().environment.stack, this.gateway(), this.state());
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
    response.end(html);
  }

  private watch(response: ServerResponse): void {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    response.write(": connected\n\n");
    this.watchers.set(response, {});
    response.on("close", () => this.watchers.delete(response));
  }

  /** Sends each watcher the parts that have changed since the last time. */
  private send(): void {
    if (this.watchers.size === 0) return;
    const { partsOf } = load("./views") as typeof import("./views");
    const now = partsOf(this.state());
    for (const [response, had] of this.watchers) {
      const changed = Object.fromEntries(Object.entries(now).filter(([id, html]) => had[id] !== html));
      if (Object.keys(changed).length > 0) response.write(`data: ${JSON.stringify(changed)}\n\n`);
      this.watchers.set(response, now);
    }
  }

  private state() {
    return this.calls.state(this.parts(), this.clock.now());
  }

  /** Ends the connections of those who watch. */
  close(): void {
    clearInterval(this.timer);
    for (const response of this.watchers.keys()) response.end();
  }
}
