import type { BackendModel, BreakerModel } from "../documents/planModel";
import type { Behaviours, BreakerState, Clock } from "../types";

interface Breaker {
  rule: BreakerModel;
  /** Times of failures, and of all calls for a breaker rule in percent. */
  failures: number[];
  calls: number[];
  openUntil: number | undefined;
  /** The one call that a half-open breaker lets through is on its way. */
  probing: boolean;
}

/** How an attempt went, as a breaker sees it. */
export interface AttemptOutcome {
  /** Of the answer; undefined when none came. */
  status: number | undefined;
  /** API Management's name for a failure without an answer. */
  failure: string | undefined;
  /** The header, in seconds or as a date; undefined without one. */
  retryAfter: string | undefined;
}

/** Smallest number of calls to which a breaker rule in percent applies; Microsoft does not document it. */
const smallestSample = 10;

/** Breakers of backends: one for each that has a breaker rule, or one for each URL where the behaviour says so. */
export class Breakers {
  private readonly breakers = new Map<string, Breaker>();
  private readonly keys = new Map<string, string>();

  constructor(
    backends: ReadonlyMap<string, BackendModel>,
    private readonly clock: Clock,
    private readonly behaviours: Behaviours,
  ) {
    for (const { id, url, breaker } of backends.values()) {
      if (!breaker) continue;
      const key = behaviours.sameUrlBreakers === "shared" ? (url ?? id) : id;
      this.keys.set(id, key);
      if (!this.breakers.has(key))
        this.breakers.set(key, { rule: breaker, failures: [], calls: [], openUntil: undefined, probing: false });
    }
  }

  /** Whether a request may go to the backend now. */
  lets(id: string): boolean {
    const breaker = this.of(id);
    if (!breaker || breaker.openUntil === undefined) return true;
    if (this.clock.now() < breaker.openUntil) return false;
    if (this.behaviours.breakerReset === "closed") {
      this.close(breaker);
      return true;
    }
    return !breaker.probing;
  }

  /** A request goes out: of a half-open breaker it is the one that tries. */
  start(id: string): void {
    const breaker = this.of(id);
    if (breaker?.openUntil !== undefined) breaker.probing = true;
  }

  /** What an attempt tells. */
  finish(id: string, outcome: AttemptOutcome): void {
    const breaker = this.of(id);
    if (!breaker) return;
    const now = this.clock.now();
    const failed = fails(breaker.rule, outcome);
    breaker.calls = [...recent(breaker.calls, breaker.rule, now), now];
    if (!failed) {
      if (breaker.probing) this.close(breaker);
      return;
    }
    breaker.failures = [...recent(breaker.failures, breaker.rule, now), now];
    if (!breaker.probing && !trips(breaker)) return;
    breaker.openUntil = now + this.openFor(breaker.rule, outcome);
    breaker.probing = false;
    breaker.failures = [];
  }

  /** State of every breaker now. */
  states(): BreakerState[] {
    return [...this.keys].map(([backendId, key]) => {
      const { openUntil, failures, probing } = this.breakers.get(key)!;
      const open = openUntil !== undefined && this.clock.now() < openUntil;
      const half = openUntil !== undefined && !open && (probing || this.behaviours.breakerReset === "halfOpen");
      return {
        backendId,
        state: open ? "open" : half ? "halfOpen" : "closed",
        until: open ? openUntil : undefined,
        failures: failures.length,
      };
    });
  }

  /** Closes every breaker and forgets its failures. */
  reset(): void {
    for (const breaker of this.breakers.values()) this.close(breaker);
  }

  private of(id: string): Breaker | undefined {
    const key = this.keys.get(id);
    return key === undefined ? undefined : this.breakers.get(key);
  }

  private close(breaker: Breaker): void {
    breaker.openUntil = undefined;
    breaker.failures = [];
    breaker.calls = [];
    breaker.probing = false;
  }

  private openFor(rule: BreakerModel, { retryAfter }: AttemptOutcome): number {
    const told = rule.acceptRetryAfter ? retryAfterMs(retryAfter, this.clock.now()) : undefined;
    return told ?? rule.tripMs;
  }
}

const recent = (times: number[], rule: BreakerModel, now: number): number[] =>
  times.filter((time) => time > now - rule.intervalMs);

const fails = (rule: BreakerModel, { status, failure }: AttemptOutcome): boolean =>
  failure === undefined
    ? rule.statusRanges.some(({ min, max }) => status! >= min && status! <= max)
    : rule.errorReasons.includes(failure);

function trips({ rule, failures, calls }: Breaker): boolean {
  if (rule.count !== undefined) return failures.length >= rule.count;
  return calls.length >= smallestSample && (100 * failures.length) / calls.length >= (rule.percentage ?? 100);
}

/** Seconds, or a date. */
function retryAfterMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
