import { queryText } from "../../components/monitoring/queryText";
import { Row } from "../../local/query/engine";
import { seeded } from "../../local/simulate/random";
import { facts } from "../components/monitoring/sample";
import { Call, World, worldOf } from "./world";

const minute = 60_000;
const midnight = Date.parse("2026-12-10T00:00:00Z");

/** A time on the day, in minutes after midnight; negative before, in ISO 8601. */
export const clockTime = (minutes: number): string => new Date(midnight + minutes * minute).toISOString();

/** Minutes after midnight of a moment. */
export const minutesOf = (iso: string): number => (Date.parse(iso) - midnight) / minute;

const deployments = { "gpt-5.1": "swedencentral-gpt-5-1", "text-embedding-3-small": "swedencentral-text-embedding-3-small" };
const people = { claims: ["user-1", "user-2"], search: ["user-3"] };

/** A call as it should be. */
export function goodCall(id: string, at: number, consumer: "claims" | "search", model: keyof typeof deployments): Call {
  const chats = model === "gpt-5.1";
  return {
    id,
    at: clockTime(at),
    status: 200,
    consumer,
    person: people[consumer][Math.abs(Math.floor(at)) % people[consumer].length]!,
    operation: chats ? "ChatCompletions_Create" : "embeddings_create",
    requested: model,
    attempts: ["OAI-SWEDEN 200"],
    backend: deployments[model],
    tokens: chats ? [100, 50] : [30, 0],
    // Two thirds of the month are left.
    remaining: 660_000,
    ...(chats && { asked: [[{ role: "user", content: "Question" }]], answered: [[{ role: "assistant", content: "Answer" }]] }),
  };
}

/** What remains of a call that was not answered. */
export const unanswered = (call: Call, changes: Partial<Call>): Call => ({
  ...call,
  tokens: undefined,
  asked: undefined,
  answered: undefined,
  attempts: undefined,
  backend: undefined,
  ...changes,
});

/** What is normal and happens to some calls: throttled once, failed over, failed, refused, given up, a client without a token. */
const oddities: readonly ((call: Call) => Call)[] = [
  (call) => unanswered(call, { status: 429, error: { source: "llm-token-limit", reason: "TokenLimitExceeded" } }),
  (call) => ({ ...call, attempts: ["OAI-SWEDEN 429", "OAI-FRANCE 200"], backend: "francecentral-gpt-5-1" }),
  (call) => unanswered(call, { status: 503 }),
  (call) => unanswered(call, { status: 404, reason: "unknown_model" }),
  (call) => ({ ...call, streamed: true, tokens: undefined, answered: undefined }),
  ({ id, at }) => ({ id, at, status: 401, reason: "no_token" }),
];

/** Calls of a day of work with a quiet night: from six to ten, one every two or three minutes. */
function callsOfADay(random: () => number): Call[] {
  const calls: Call[] = [];
  for (let at = 6 * 60; at < 22 * 60; at += 1 + 2 * random()) {
    const chats = random() < 0.8;
    const call = goodCall(
      `call-${calls.length}`,
      at,
      random() < 0.6 ? "claims" : "search",
      chats ? "gpt-5.1" : "text-embedding-3-small",
    );
    const odd = chats && random() < 0.06 ? oddities[Math.floor(random() * oddities.length)] : undefined;
    calls.push(odd ? odd(call) : call);
  }
  return calls;
}

/** A row of the front door for each call. */
const frontRow = ({ at, status }: Call): Row => ({ TimeGenerated: at, HttpStatus: status, ServerRouted: "10.0.0.4:443" });

/** What an auditor asks every morning, and what opening a workbook asks. */
const readings = [
  ...[-2, -1, 0].map((day) => ({ at: day * 1440 + 9 * 60, text: "ApiManagementGatewayLlmLog | take 10" })),
  { at: 11 * 60, text: queryText("usage", facts, { as: "tile" }) },
];

/** Rows of a table of somebody's changes. */
export const activity = (at: number, OperationNameValue: string, Properties = ""): Row => ({
  TimeGenerated: clockTime(at),
  CategoryValue: "Administrative",
  Caller: "user@contoso.com",
  OperationNameValue,
  ActivityStatusValue: "Success",
  Properties,
});

/** What somebody asked of the workspace. */
export const reading = (at: number, reader: string, QueryText: string): Row => ({
  TimeGenerated: clockTime(at),
  AADEmail: reader,
  QueryText,
  ResponseCode: 200,
});

/** Something that goes wrong on a day, from a minute on. */
export interface Fault {
  /** How many minutes it lasts; 0: it happens once. */
  lasts: number;
  /** Changes the calls of a day of which one begins at `from` and ends before `to`. */
  calls?(call: Call): Call;
  /** Calls besides, in each minute. */
  more?(at: number): Call[];
  /** Changes the rows. */
  rows?(world: Required<World>, from: number, to: number): void;
}

/** The rows of a day of work with what is normal, and with a fault from a minute on. */
export function dayOf(seed: number, fault?: Fault, from = 0): World {
  const random = seeded(seed);
  const to = from + (fault?.lasts ?? 0);
  const within = ({ at }: Call): boolean => minutesOf(at) >= from && minutesOf(at) < to;
  const calls = callsOfADay(random).map((call) => (fault?.calls && within(call) ? fault.calls(call) : call));
  for (let at = from; at < to; at++) calls.push(...(fault?.more?.(at) ?? []));
  const world = {
    ...worldOf(calls),
    AGWAccessLogs: calls.map(frontRow),
    AGWFirewallLogs: [100, 700, 701, 1200].map((at) => ({
      TimeGenerated: clockTime(at),
      Action: "Blocked",
      TransactionId: `w${at}`,
    })),
    AzureActivity: [activity(600, "MICROSOFT.COGNITIVESERVICES/ACCOUNTS/DEPLOYMENTS/WRITE")],
    AZKVAuditLogs: [{ TimeGenerated: clockTime(30), OperationName: "SecretGet" }],
    LAQueryLogs: readings.map(({ at, text }) => reading(at, "auditor@contoso.com", text)),
  } as unknown as Required<World>;
  // Rows arrive some minutes after what they tell, and some of them twice.
  for (const [table, rows] of Object.entries(world)) {
    const late = rows.map((row) => arrivedAfter(row, 1 + 6 * random()));
    world[table as keyof World] = [...late, ...late.filter(() => random() < 0.02)];
  }
  fault?.rows?.(world, from, to);
  return world;
}

/** The row as it arrives so many minutes after what it tells. */
export const arrivedAfter = (row: Row, minutes: number): Row => ({
  ...row,
  _ingested: new Date(Date.parse(String(row.TimeGenerated)) + minutes * minute).toISOString(),
});
