import { BackendConnectionFailure, BackendRequest, BackendResponse, Clock, Random, Transport } from "../gateway/types";
import { Access, refuseAccess } from "./access";
import type { Account } from "./account";
import { Json, JsonObject, Pace } from "./answer";
import { apiOf, deploymentOf } from "./asked";
import { Answers, Call, ModelCall, headerOf, newId } from "./call";
import type { Capacity } from "./capacity";
import { contentSafety, contentSafetyName } from "./contentSafety";
import { Fault, Faults, broken, paceOf, refuseAnswer, refuseConnection, throttled } from "./faults";
import { Refusal, notFound, requestError } from "./refusal";
import { Room, roomsOf, served } from "./rooms";
import { Route, routesOf } from "./routes";
import { scriptedAnswers } from "./words";

/** A request as an account got it. */
export interface Received {
  /** Milliseconds since 1970. */
  at: number;
  /** Name of the account. */
  account: string;
  /** Region of the account. */
  location: string;
  /** Absent when the request named none, or one that is not there. */
  deployment: string | undefined;
  /** HTTP method. */
  method: string;
  /** Absolute URL. */
  url: string;
  /** As they were sent, tokens included. */
  headers: [string, string][];
  /** Undefined for a request without a body. */
  body: Uint8Array | undefined;
  /** Status that was answered; absent when no answer came. */
  status: number | undefined;
}

/** What the accounts are made from. */
export interface OpenAiArgs {
  /** Accounts with their deployments. */
  accounts: readonly Account[];
  /** Time of capacity and answers. */
  clock: Clock;
  /** For ids and made-up content. */
  random: Random;
  /** Who may call the accounts. */
  access: Access;
  /** @default short texts that repeat the question */
  answers?: Answers;
  /** Time until an answer begins and between its events. @default 20 ms and 5 ms */
  pace?: Pace;
  /** Most requests that are kept; the oldest go first. @default 1000 */
  keep?: number;
}

/** The accounts of a plan. */
export interface OpenAi {
  /** Carries a request to the account that its URL names. */
  transport: Transport;
  /** Accounts with their deployments. */
  accounts: readonly Account[];
  /** What the accounts received, oldest first. */
  received: readonly Received[];
  /** The capacity of a deployment. @throws Error for one that is not there */
  capacity(account: string, deployment: string): Capacity;
  /** Changes how a region, or one deployment in it, does. */
  setState(location: string, fault: Fault, deployment?: string): void;
  /** How a region, or one deployment in it, does now. */
  stateOf(location: string, deployment?: string): Fault;
  /** Everything up, nothing used, nothing kept. */
  reset(): void;
}

const defaultPace: Pace = { first: 20, between: 5 };

/** Stands in for the Azure OpenAI accounts of a plan; `README.md` lists what it does not simulate. */
export function createOpenAi(args: OpenAiArgs): OpenAi {
  return new Service(args);
}

class Service implements OpenAi {
  readonly accounts: readonly Account[];
  readonly received: Received[] = [];
  private readonly faults = new Faults();
  private rooms: Map<string, Room>;
  private readonly routes = routesOf((call, url, body) => this.answerLine(call, url, body));

  constructor(private readonly args: OpenAiArgs) {
    this.accounts = args.accounts;
    this.rooms = roomsOf(args.accounts);
  }

  transport: Transport = async (request) => {
    const url = new URL(request.url);
    const room = this.rooms.get(url.host);
    const looking = this.accounts.find(({ contentSafetyHost }) => contentSafetyHost === url.host);
    if (looking) return untilGone(request, this.look(looking, request, url));
    if (!room) throw new BackendConnectionFailure("BackendConnectionFailure", `No such host is known (${url.host})`);
    const entry = this.keep(request, room.account);
    const response = await untilGone(request, this.answer(room, request, url, entry));
    entry.status = response.status;
    return response;
  };

  capacity(account: string, deployment: string): Capacity {
    const capacity = [...this.rooms.values()].find((room) => room.account.name === account)?.capacities.get(deployment);
    if (!capacity) throw new Error(`no deployment ${deployment} in account ${account}`);
    return capacity;
  }

  setState(location: string, fault: Fault, deployment?: string): void {
    this.faults.put(location, fault, deployment);
  }

  stateOf(location: string, deployment?: string): Fault {
    return this.faults.of(location, deployment);
  }

  reset(): void {
    this.faults.clear();
    this.received.length = 0;
    this.rooms = roomsOf(this.accounts);
  }

  private keep(request: BackendRequest, account: Account): Received {
    const { method, url, headers, body } = request;
    const entry: Received = {
      at: this.args.clock.now(),
      account: account.name,
      location: account.location,
      deployment: undefined,
      method,
      url,
      headers,
      body,
      status: undefined,
    };
    const { keep = 1000 } = this.args;
    if (keep > 0) this.received.push(entry);
    if (this.received.length > keep) this.received.shift();
    return entry;
  }

  private async answer(room: Room, request: BackendRequest, url: URL, entry: Received): Promise<BackendResponse> {
    const { account } = room;
    const { clock } = this.args;
    const marks: [string, string][] = [
      ["apim-request-id", newId("", this.args.random)],
      ["x-ms-region", account.location],
    ];
    try {
      await refuseConnection(this.faults.of(account.location), request, clock);
      const { route, call } = this.understood(room, request, url);
      await refuseAccess(this.args.access, request, account);
      const deployment = "work" in route ? await deploymentOf(call, route) : undefined;
      entry.deployment = deployment?.name;
      const fault = this.faults.of(account.location, deployment?.name);
      await refuseConnection(fault, request, clock);
      refuseAnswer(fault, {
        deployment: deployment?.name ?? "",
        location: account.location,
        operation: route.operation,
        apiVersion: call.apiVersion,
      });
      const pace = paceOf(fault, this.args.pace ?? defaultPace);
      const response =
        "work" in route
          ? await this.ask({ ...call, pace, deployment: deployment! }, room, route)
          : await route.handle({ ...call, pace });
      if (headerOf({ ...request, headers: response.headers }, "Content-Length") !== undefined && pace.first > 0)
        await this.wait(pace.first, request);
      return broken(fault, { ...response, headers: [...response.headers, ...marks] });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const refused = error.answer();
      return { ...refused, headers: [...refused.headers, ...marks] };
    }
  }

  /** Azure AI Content Safety of an account. */
  private async look(account: Account, request: BackendRequest, url: URL): Promise<BackendResponse> {
    const entry = this.keep(request, account);
    const fault = this.faults.of(account.location, contentSafetyName);
    try {
      await refuseConnection(fault, request, this.args.clock);
      refuseAnswer(fault, {
        deployment: contentSafetyName,
        location: account.location,
        operation: url.pathname,
        apiVersion: url.searchParams.get("api-version") ?? "",
      });
      const answer = await contentSafety(this.args.access, account, request, url);
      await this.wait(paceOf(fault, this.args.pace ?? defaultPace).first, request);
      entry.status = answer.status;
      return answer;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      entry.status = error.status;
      return error.answer();
    }
  }

  /** Waits, but no longer than the caller does. */
  private async wait(milliseconds: number, request: BackendRequest): Promise<void> {
    const limit = request.timeoutSeconds * 1000;
    await this.args.clock.sleep(Math.min(milliseconds, limit));
    if (milliseconds > limit) throw new BackendConnectionFailure("Timeout", `No answer in ${request.timeoutSeconds} s`);
  }

  private understood(room: Room, request: BackendRequest, url: URL): { route: Route; call: Call } {
    const { family, path, apiVersion } = apiOf(url);
    const found = this.routes(family, request.method, path);
    if (!found) throw notFound();
    const { clock, random, answers = scriptedAnswers, pace = defaultPace } = this.args;
    const { account, store } = room;
    return {
      route: found.route,
      call: { account, family, apiVersion, request, url, parameters: found.parameters, clock, random, store, answers, pace },
    };
  }

  private async ask(call: ModelCall, room: Room, route: Extract<Route, { work: unknown }>): Promise<BackendResponse> {
    const work = await route.work(call);
    const capacity = room.capacities.get(call.deployment.name)!;
    const now = this.args.clock.now();
    const admission = capacity.admit(work.demand, now);
    if (!admission.admitted) {
      const what = {
        deployment: call.deployment.name,
        location: call.account.location,
        operation: route.operation,
        apiVersion: call.apiVersion,
      };
      throw throttled(what, admission.limit, admission.retryAfterSeconds);
    }
    return served(work, capacity, call, now);
  }

  /** One line of a batch: the same handler, without the limits of a deployment. */
  private async answerLine(call: Call, url: string, body: JsonObject): Promise<{ status: number; body: Json }> {
    try {
      const found = this.routes("v1", "POST", url.replace(/^\/?(openai\/)?(v1\/)?/, ""));
      if (!found || !("work" in found.route))
        throw requestError(400, "invalid_url", `The URL ${url} is no operation of a batch.`);
      const inner: Call = {
        ...call,
        request: {
          ...call.request,
          headers: [["Content-Type", "application/json"]],
          body: Buffer.from(JSON.stringify({ ...body, stream: false })),
        },
        family: "v1",
      };
      const deployment = await deploymentOf(inner, found.route);
      const work = await found.route.work({ ...inner, deployment });
      const chunks: Uint8Array[] = [];
      for await (const chunk of work.answer().response.body) chunks.push(chunk);
      return { status: 200, body: JSON.parse(Buffer.concat(chunks).toString()) as Json };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: error.status, body: error.body as unknown as Json };
    }
  }
}

/** The answer, unless the caller goes before it begins. */
async function untilGone(request: BackendRequest, answer: Promise<BackendResponse>): Promise<BackendResponse> {
  const { signal } = request;
  if (!signal) return answer;
  let leave = (): void => undefined;
  const gone = new Promise<never>((_resolve, reject) => {
    leave = () => reject(new BackendConnectionFailure("ClientConnectionFailure", "The caller hung up"));
    signal.addEventListener("abort", leave, { once: true });
  });
  try {
    return await Promise.race([answer, gone]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}
