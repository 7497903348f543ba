import type { BreakerState, CallRecord } from "../../gateway/types";
import type { Parts } from "../parts";
import { tableNames } from "../../logs/tables";

/** Most calls that are kept for the page. */
const mostCalls = 50;
/** Most characters of a row that the page shows. */
const mostCharacters = 4000;

/** One call, as the page shows it. */
export interface ShownCall {
  id: string;
  at: string;
  consumer: string;
  credentials: string;
  what: string;
  model: string;
  region: string;
  status: number;
  reason: string;
  attempts: number;
  milliseconds: number;
  tokens: number;
}

export interface ShownDeployment {
  name: string;
  state: string;
  /** `closed`, or until when its breaker is open. */
  breaker: string;
}

/** All that the page shows, as it is now. */
export interface LiveState {
  calls: readonly ShownCall[];
  consumers: { name: string; calls: number; refused: number; tokens: number }[];
  regions: { location: string; state: string; deployments: ShownDeployment[] }[];
  tables: { name: string; rows: number; last: string }[];
}

const told = ({ traces }: CallRecord, message: string): Record<string, string> =>
  traces.find((one) => one.source === "shield" && one.message === message)?.metadata ?? {};

/** Gathers calls, and takes the rest from the environment when it is asked. */
export class LiveCalls {
  private readonly calls: ShownCall[] = [];
  private readonly totals = new Map<string, { calls: number; refused: number; tokens: number }>();

  add(call: CallRecord): void {
    const { consumer = "unknown", credentials = "keyAndToken", model = "" } = told(call, "call");
    const tokens = call.tokens?.total ?? 0;
    this.calls.unshift({
      id: call.requestId,
      at: new Date(call.startedAt).toISOString().slice(11, 19),
      consumer,
      credentials,
      what: call.operationId ?? `${call.method} ${call.url.split("?")[0]!}`,
      model,
      region: call.attempts.at(-1)?.backendId ?? "",
      status: call.status,
      reason: (told(call, "refused").reason ?? told(call, "not in group").reason ?? call.lastError?.reason) || "",
      attempts: call.attempts.length,
      milliseconds: Math.round(call.totalMilliseconds),
      tokens,
    });
    this.calls.length = Math.min(this.calls.length, mostCalls);
    const sum = this.totals.get(consumer) ?? { calls: 0, refused: 0, tokens: 0 };
    this.totals.set(consumer, {
      calls: sum.calls + 1,
      refused: sum.refused + (call.status >= 400 ? 1 : 0),
      tokens: sum.tokens + tokens,
    });
  }

  clear(): void {
    this.calls.length = 0;
    this.totals.clear();
  }

  state({ openAi, gateway, workspace }: Parts, now: number): LiveState {
    const breakers = gateway.breakers();
    return {
      calls: this.calls,
      consumers: [...this.totals].map(([name, sum]) => ({ name, ...sum })),
      regions: openAi.accounts.map(({ location, deployments }) => ({
        location,
        state: openAi.stateOf(location).state,
        deployments: [...deployments.values()].map(({ name }) => ({
          name,
          state: openAi.stateOf(location, name).state,
          breaker: breakerOf(breakers, `${location}-${name}`.replaceAll(".", "-"), now),
        })),
      })),
      tables: tableNames.map((name) => {
        const rows = workspace.rows(name);
        const last = rows.at(-1);
        return { name, rows: rows.length, last: last ? JSON.stringify(last, undefined, 2).slice(0, mostCharacters) : "" };
      }),
    };
  }
}

/** The breakers of a deployment's backends in both APIs: the one that stays open longest. */
function breakerOf(breakers: readonly BreakerState[], id: string, now: number): string {
  const open = breakers.filter(({ backendId, state }) => [id, `v1-${id}`].includes(backendId) && state !== "closed");
  const until = Math.max(...open.map((one) => one.until ?? 0));
  return open.length === 0 ? "closed" : `open for ${Math.max(0, Math.ceil((until - now) / 1000))} s`;
}
