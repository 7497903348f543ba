import type { CallRecord } from "../gateway/records";

/** How one client's call ended, with everything it sent again. */
export interface Outcome {
  /** Of the last answer. */
  status: number;
  /** Code of an error, as OpenAI's clients read it. */
  code: string;
  /** Calls that the client sent. */
  sent: number;
  /** From the first call to the end of the last answer, waits included. */
  milliseconds: number;
}

/** What a simulation found. */
export interface Result {
  /** Virtual seconds that were measured. */
  seconds: number;
  /** Calls of clients; those that they sent again count once. */
  calls: number;
  /** Calls that ended with a status below 400. */
  served: number;
  /** Refused calls by status and code. */
  refused: Record<string, number>;
  /** Calls that ended with 5xx or without an answer. */
  clientErrors: number;
  /** Attempts at models for each call that reached one. */
  attemptsPerCall: number;
  /** Percentiles over served calls, waits of the client included. */
  latencyMilliseconds: { p50: number; p95: number; p99: number };
  /** Share of the capacity of all measured deployments that was used: tokens as the service counts them. */
  capacityServed: number;
  /** Each measured deployment with the share of its capacity that was used. */
  deployments: { region: string; deployment: string; share: number; calls: number; failed: number }[];
  /** Share of each consumer's calls that were served, the worst first, at most ten. */
  consumers: { consumer: string; calls: number; servedShare: number }[];
}

/** Sums up calls while they end. */
export class Measure {
  private readonly outcomes: Outcome[] = [];
  private readonly consumers = new Map<string, { calls: number; served: number }>();
  private attempts = 0;
  /** Calls of the whole simulation, those before the measurement included. */
  all = 0;
  private reached = 0;

  constructor(private readonly since: number) {}

  /** A call as the gateway saw it. */
  call(record: CallRecord): void {
    this.all++;
    if (record.startedAt < this.since || record.attempts.length === 0) return;
    this.attempts += record.attempts.length;
    this.reached++;
  }

  /** A call as its client saw it. */
  outcome(consumer: string, startedAt: number, outcome: Outcome): void {
    if (startedAt < this.since) return;
    this.outcomes.push(outcome);
    const entry = this.consumers.get(consumer) ?? { calls: 0, served: 0 };
    entry.calls++;
    if (outcome.status < 400) entry.served++;
    this.consumers.set(consumer, entry);
  }

  /** The sums over `seconds` of virtual time. */
  result(seconds: number, deployments: (Result["deployments"][number] & { capacity: number })[]): Result {
    const { outcomes } = this;
    const refused: Record<string, number> = {};
    for (const { status, code } of outcomes.filter((one) => one.status >= 400)) {
      const key = `${status} ${code}`.trim();
      refused[key] = (refused[key] ?? 0) + 1;
    }
    const times = outcomes
      .filter(({ status }) => status < 400)
      .map(({ milliseconds }) => milliseconds)
      .sort((a, b) => a - b);
    const at = (share: number): number => Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0);
    const capacity = deployments.reduce((sum, one) => sum + one.capacity, 0);
    const used = deployments.reduce((sum, one) => sum + one.share * one.capacity, 0);
    return {
      seconds,
      calls: outcomes.length,
      served: times.length,
      refused,
      clientErrors: outcomes.filter(({ status }) => status >= 500).length,
      attemptsPerCall: round(this.attempts / Math.max(1, this.reached)),
      latencyMilliseconds: { p50: at(0.5), p95: at(0.95), p99: at(0.99) },
      capacityServed: round(used / Math.max(1, capacity)),
      deployments: deployments.map(({ region, deployment, share, calls, failed }) => ({
        region,
        deployment,
        share: round(share),
        calls,
        failed,
      })),
      consumers: [...this.consumers]
        .map(([consumer, { calls, served }]) => ({ consumer, calls, servedShare: round(served / calls) }))
        .sort((a, b) => a.servedShare - b.servedShare)
        .slice(0, 10),
    };
  }
}

/** Three digits: more would be noise. */
const round = (value: number): number => Math.round(value * 1000) / 1000;
