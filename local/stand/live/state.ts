import type { BreakerState } from "../../gateway/types";
import type { CallRecord } from "../../gateway/records";
import type { Account } from "../../openai";
import type { Parts } from "../parts";
import { tableNames } from "../../logs/tables";

/** Most calls that are kept for the page. */
const mostCalls = 50;
/** Most characters of a row that the page shows. */
const mostCharacters = 4000;

/** One call, as the page shows it. */
export interface ShownCall {
  /** GUID of the call, by which its rows are found. */
  id: string;
  /** Time of day at which it began, UTC, as `hh:mm:ss`. */
  at: string;
  /** `unknown` when the caller was not known. */
  consumer: string;
  /** What the caller showed. */
  credentials: string;
  /** Id of the operation, else method and path. */
  what: string;
  /** Empty when no model was asked. */
  model: string;
  /** Id of the backend that the last attempt went to; empty without one. */
  region: string;
  /** What the caller got. */
  status: number;
  /** Why it was refused; empty when it was not. */
  reason: string;
  /** Attempts at backends. */
  attempts: number;
  /** From its beginning to the end of its answer. */
  milliseconds: number;
  /** Of prompt and answer together; 0 when they were not counted. */
  tokens: number;
}

/** A deployment with the state that was set for it. */
export interface ShownDeployment {
  /** Name in its account; with the account where the region has several. */
  name: string;
  /** A `RegionState`. */
  state: string;
  /** `closed`, or until when its breaker is open. */
  breaker: string;
}

/** All that the page shows, as it is now. */
export interface LiveState {
  /** The newest first. */
  calls: readonly ShownCall[];
  /** Sums since the start or the last reset. */
  consumers: { name: string; calls: number; refused: number; tokens: number }[];
  /** Regions with their accounts' deployments. */
  regions: { location: string; state: string; deployments: ShownDeployment[] }[];
  /** Tables of the workspace, each with its number of rows and the last one as JSON. */
  tables: { name: string; rows: number; last: string }[];
}

const told = ({ traces }: CallRecord, message: string): Record<string, string> =>
  traces.find((one) => one.source === "shield" && one.message === message)?.metadata ?? {};

/** Gathers calls, and takes the rest from the environment when it is asked. */
export class LiveCalls {
  private readonly calls: ShownCall[] = [];
  private readonly totals = new Map<string, { calls: number; refused: number; tokens: number }>();

  /** Adds a call to the list and to the sums of its consumer. */
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

  /** Forgets calls and sums. */
  clear(): void {
    this.calls.length = 0;
    this.totals.clear();
  }

  /** What the page shows at a time. */
  state({ environment, openAi, gateway, workspace }: Parts, now: number): LiveState {
    const breakers = gateway.breakers();
    const locations = [...new Set(openAi.accounts.map(({ location }) => location))];
    const shown = ({ name: account, host, location, deployments }: Account, several: boolean): ShownDeployment[] => {
      const own = backendsOf(environment.plan, host);
      return [...deployments.values()].map(({ name }) => ({
        name: several ? `${name} (${account})` : name,
        state: openAi.stateOf(location, name).state,
        breaker: breakerOf(
          breakers.filter(({ backendId }) => own.has(backendId)),
          `${location}-${name}`.replaceAll(".", "-"),
          now,
        ),
      }));
    };
    return {
      calls: this.calls,
      consumers: [...this.totals].map(([name, sum]) => ({ name, ...sum })),
      regions: locations.map((location) => {
        const accounts = openAi.accounts.filter((account) => account.location === location);
        return {
          location,
          state: openAi.stateOf(location).state,
          deployments: accounts.flatMap((account) => shown(account, accounts.length > 1)),
        };
      }),
      tables: tableNames.map((name) => {
        const rows = workspace.rows(name);
        const last = rows.at(-1);
        return { name, rows: rows.length, last: last ? JSON.stringify(last, undefined, 2).slice(0, mostCharacters) : "" };
      }),
    };
  }
}

/** Ids of the backends that call a host. */
const backendsOf = ({ resources }: Parts["environment"]["plan"], host: string): Set<string> =>
  new Set(
    resources.flatMap(({ type, inputs: { backendId, url } }) =>
      type === "azure-native:apimanagement:Backend" && typeof url === "string" && url.startsWith(`https://${host}/`)
        ? [String(backendId)]
        : [],
    ),
  );

/** The breakers of a deployment's backends in both APIs: the one that stays open longest. */
function breakerOf(breakers: readonly BreakerState[], id: string, now: number): string {
  const open = breakers.filter(({ backendId, state }) => [id, `v1-${id}`].includes(backendId) && state !== "closed");
  const until = Math.max(...open.map((one) => one.until ?? 0));
  return open.length === 0 ? "closed" : `open for ${Math.max(0, Math.ceil((until - now) / 1000))} s`;
}
