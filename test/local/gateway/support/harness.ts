import type * as jose from "jose";
import { loadEsm } from "../../../../local/gateway/esm";
import {
  BackendConnectionFailure,
  BackendRequest,
  BackendResponse,
  Behaviours,
  CallRecord,
  createGateway,
  Gateway,
  GatewayArgs,
  MetricRecord,
  Plan,
  TransportReason,
} from "../../../../local/gateway";

const tenantId = "11111111-1111-4111-8111-111111111111";
const audience = "api://contoso.com/ai-gateway";

/** A clock that only moves when something sleeps or a test moves it. */
export class VirtualClock {
  private time: number;
  readonly sleeps: number[] = [];
  constructor(start = Date.parse("2026-11-25T12:00:00Z")) {
    this.time = start;
  }
  now(): number {
    return this.time;
  }
  sleep(milliseconds: number): Promise<void> {
    this.sleeps.push(milliseconds);
    this.time += milliseconds;
    return Promise.resolve();
  }
  pass(seconds: number): void {
    this.time += seconds * 1000;
  }
}

/** What a backend answers. */
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** JSON, or a text as it is. */
  body?: unknown;
  /** Events of a stream, each a value of `data:`. */
  events?: string[];
  /** The connection breaks after the events, or after the body. */
  breaks?: boolean;
  /** No answer comes at all. */
  fails?: TransportReason;
  /** Time that passes before the headers. */
  afterSeconds?: number;
}

export type Script = (request: BackendRequest) => Reply;

const usage = { prompt_tokens: 10, completion_tokens: 20, total_tokens: 30 };
const answered: Reply = { status: 200, body: { id: "chatcmpl-1", object: "chat.completion", choices: [], usage } };

/** A backend by id: one reply for all, replies in order (the last stays), or a function. */
export type Scripts = Readonly<Record<string, Reply | Reply[] | Script>>;

export class Backends {
  /** What was sent for a caller. */
  readonly requests: BackendRequest[] = [];
  /** Questions of the gateway's own, whether a region answers at all. */
  readonly questions: BackendRequest[] = [];
  private readonly turns = new Map<string, number>();
  constructor(
    private readonly clock: VirtualClock,
    public scripts: Scripts = {},
  ) {}

  readonly transport = async (request: BackendRequest): Promise<BackendResponse> => {
    const asks = request.method === "GET" && request.backendId === undefined && request.url.endsWith("/openai/v1/models");
    (asks ? this.questions : this.requests).push(request);
    const reply = asks ? this.answerTo(request) : this.replyTo(request);
    const seconds = reply.fails === "Timeout" ? request.timeoutSeconds : (reply.afterSeconds ?? 0);
    await this.clock.sleep(seconds * 1000);
    if (seconds > request.timeoutSeconds) throw new BackendConnectionFailure("Timeout", "Request timeout");
    if (reply.fails) throw new BackendConnectionFailure(reply.fails, "Error connecting to the remote server");
    return responseOf(reply);
  };

  /** What the script of the host says; without one, that a token is missing. */
  private answerTo(request: BackendRequest): Reply {
    return this.scripts[new URL(request.url).host] === undefined
      ? { status: 401 }
      : this.replyTo(request, new URL(request.url).host);
  }

  private replyTo(request: BackendRequest, id = request.backendId ?? request.url): Reply {
    const script = this.scripts[id] ?? this.scripts["*"] ?? answered;
    if (typeof script === "function") return script(request);
    if (!Array.isArray(script)) return script;
    const turn = this.turns.get(id) ?? 0;
    this.turns.set(id, turn + 1);
    return script[Math.min(turn, script.length - 1)]!;
  }
}

function responseOf(reply: Reply): BackendResponse {
  const { status = 200, headers = {}, body, events, breaks } = reply;
  const type = events ? "text/event-stream" : "application/json";
  const chunks = events
    ? events.map((event) => `data: ${event}\n\n`)
    : body === undefined
      ? []
      : [typeof body === "string" ? body : JSON.stringify(body)];
  return { status, headers: Object.entries({ "Content-Type": type, ...headers }), body: stream(chunks, breaks ?? false) };
}

async function* stream(chunks: string[], breaks: boolean): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(new Uint8Array(Buffer.from(chunk)));
  if (breaks) throw new Error("the connection broke");
}

/** Signs tokens like Entra, with keys of its own. */
export class Issuer {
  private constructor(
    private readonly library: typeof jose,
    private readonly key: jose.CryptoKey,
    readonly keySet: { keys: Record<string, unknown>[] },
  ) {}

  static async make(): Promise<Issuer> {
    const library = await loadEsm<typeof jose>("jose");
    const { publicKey, privateKey } = await library.generateKeyPair("ES256");
    const jwk = await library.exportJWK(publicKey);
    return new Issuer(library, privateKey, { keys: [{ ...jwk, kid: "k1", alg: "ES256", use: "sig" }] });
  }

  readonly issuers = [`https://sts.windows.net/${tenantId}/`, `https://login.microsoftonline.com/${tenantId}/v2.0`];

  /** A v1 token; claims that are undefined are left out. */
  token(claims: Record<string, unknown>): Promise<string> {
    const all = { iss: this.issuers[0], aud: audience, tid: tenantId, exp: Date.parse("2027-11-25T12:00:00Z") / 1000, ...claims };
    const present = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    return new this.library.SignJWT(present).setProtectedHeader({ alg: "ES256", kid: "k1", typ: "JWT" }).sign(this.key);
  }
}

/** An answer as the caller has it. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** The body as JSON; undefined when it is none. */
  json: unknown;
  /** What broke the body off. */
  broken: boolean;
}

export interface Bench {
  gateway: Gateway;
  clock: VirtualClock;
  backends: Backends;
  calls: CallRecord[];
  metrics: MetricRecord[];
  send(request: TestRequest): Promise<Answer>;
}

export interface TestRequest {
  method?: string;
  url: string;
  headers?: Record<string, string> | [string, string][];
  /** JSON, or a text or bytes as they are. */
  body?: unknown;
}

export interface BenchArgs {
  plan: Plan;
  issuer: Issuer;
  keys: Readonly<Record<string, string>>;
  scripts?: Scripts;
  behaviours?: Partial<Behaviours>;
  observer?: GatewayArgs["observer"];
  coverage?: GatewayArgs["coverage"];
}

/** A gateway of a plan with scripted backends and a clock of its own. */
export async function bench({ plan, issuer, keys, scripts, behaviours, observer, coverage }: BenchArgs): Promise<Bench> {
  const clock = new VirtualClock();
  const backends = new Backends(clock, scripts);
  const calls: CallRecord[] = [];
  const metrics: MetricRecord[] = [];
  const gateway = await createGateway({
    plan,
    transport: backends.transport,
    clock,
    random: () => 0.5,
    identity: {
      signingKeys: () => Promise.resolve({ issuers: issuer.issuers, keySet: issuer.keySet }),
      managedIdentityToken: (resource, clientId) => Promise.resolve(`identity ${clientId ?? "system"} for ${resource}`),
    },
    secrets: { subscriptionKeys: Object.fromEntries(Object.entries(keys).map(([id, primary]) => [id, { primary }])) },
    ...(behaviours && { behaviours }),
    ...(coverage && { coverage }),
    observer: { onCall: (call) => void calls.push(call), onMetric: (metric) => void metrics.push(metric), ...observer },
  });
  return { gateway, clock, backends, calls, metrics, send: (request) => send(gateway, request) };
}

async function send(gateway: Gateway, { method, url, headers = [], body }: TestRequest): Promise<Answer> {
  const bytes =
    body === undefined
      ? undefined
      : body instanceof Uint8Array
        ? body
        : new Uint8Array(Buffer.from(typeof body === "string" ? body : JSON.stringify(body)));
  const list: [string, string][] = Array.isArray(headers) ? headers : Object.entries(headers);
  const typed =
    bytes && !list.some(([name]) => name.toLowerCase() === "content-type")
      ? [...list, ["Content-Type", "application/json"] as [string, string]]
      : list;
  const response = await gateway.handle({
    method: method ?? (bytes ? "POST" : "GET"),
    url,
    headers: [["Host", "ai.contoso.com"], ...typed],
    body: bytes,
    clientAddress: "10.0.0.4",
  });
  const { text, broken } = await read(response.body);
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers.map(([name, value]) => [name.toLowerCase(), value])),
    text,
    json: parsed(text),
    broken,
  };
}

async function read(body: AsyncIterable<Uint8Array>): Promise<{ text: string; broken: boolean }> {
  const chunks: Uint8Array[] = [];
  let broken = false;
  try {
    for await (const chunk of body) chunks.push(chunk);
  } catch {
    broken = true;
  }
  return { text: Buffer.concat(chunks).toString("utf8"), broken };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
