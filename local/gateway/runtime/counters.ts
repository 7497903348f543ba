import type { Clock } from "../types";

/** One thing that was counted. */
export interface Entry {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Calls, or tokens. */
  readonly amount: number;
  /** Puts another amount in its place. */
  correct(amount: number): void;
}

/** What was counted, oldest first, with its sum. */
class Tally {
  private entries: Counted[] = [];
  private first = 0;
  sum = 0;

  add(at: number, amount: number): Entry {
    const entry = new Counted(this, at, amount);
    this.entries.push(entry);
    this.sum += amount;
    return entry;
  }

  /** Forgets what is as old as that, or older. */
  forget(oldest: number): void {
    const { entries } = this;
    for (let entry = entries[this.first]; entry && entry.at <= oldest; entry = entries[this.first]) {
      this.sum -= entry.amount;
      entry.tally = undefined;
      this.first += 1;
    }
    if (this.first > 1024 || this.first === entries.length) {
      this.entries = entries.slice(this.first);
      this.first = 0;
    }
  }

  *[Symbol.iterator](): Generator<Entry> {
    for (let index = this.first; index < this.entries.length; index += 1) yield this.entries[index]!;
  }
}

class Counted implements Entry {
  constructor(
    /** Where it counts, as long as it does. */
    public tally: { sum: number } | undefined,
    readonly at: number,
    public amount: number,
  ) {}

  correct(amount: number): void {
    if (this.tally) this.tally.sum += amount - this.amount;
    this.amount = amount;
  }
}

/** Counters of limits: a window that slides, as the classic tiers have it, and fixed windows for quotas. */
export class Counters {
  private readonly sliding = new Map<string, Tally>();
  private readonly fixed = new Map<string, { start: number; sum: number }>();
  constructor(private readonly clock: Clock) {}

  /** What was counted in the last `windowMs`. */
  used(key: string, windowMs: number): number {
    return this.recent(key, windowMs)?.sum ?? 0;
  }

  /** Counts in the sliding window. */
  add(key: string, amount: number): Entry {
    let tally = this.sliding.get(key);
    if (!tally) this.sliding.set(key, (tally = new Tally()));
    return tally.add(this.clock.now(), amount);
  }

  /** Whole seconds until `needed` more would fit under the limit, 1 at least. */
  secondsUntil(key: string, windowMs: number, limit: number, needed: number): number {
    const tally = this.recent(key, windowMs);
    let used = tally?.sum ?? 0;
    for (const { at, amount } of tally ?? []) {
      used -= amount;
      if (used + needed <= limit) return Math.max(1, Math.ceil((at + windowMs - this.clock.now()) / 1000));
    }
    return Math.ceil(windowMs / 1000);
  }

  /** What was counted in the fixed window that began at `start`. */
  usedSince(key: string, start: number): number {
    return this.window(key, start).sum;
  }

  /** Counts in the fixed window that began at `start`. */
  addSince(key: string, start: number, amount: number): Entry {
    const window = this.window(key, start);
    window.sum += amount;
    return new Counted(window, this.clock.now(), amount);
  }

  /** Forgets everything that was counted. */
  reset(): void {
    this.sliding.clear();
    this.fixed.clear();
  }

  private window(key: string, start: number): { sum: number } {
    const found = this.fixed.get(key);
    if (found?.start === start) return found;
    const made = { start, sum: 0 };
    this.fixed.set(key, made);
    return made;
  }

  private recent(key: string, windowMs: number): Tally | undefined {
    const tally = this.sliding.get(key);
    tally?.forget(this.clock.now() - windowMs);
    return tally;
  }
}

/** Length of a quota's window. */
export type Period = "Hourly" | "Daily" | "Weekly" | "Monthly" | "Yearly";

/** Start and end of the window of a quota, in UTC. A week begins on Monday, which Microsoft does not document. */
export function periodOf(period: Period, now: number): { start: number; end: number } {
  const date = new Date(now);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const weekday = (date.getUTCDay() + 6) % 7;
  const windows: Readonly<Record<Period, readonly [number, number]>> = {
    Hourly: [Date.UTC(year, month, day, date.getUTCHours()), Date.UTC(year, month, day, date.getUTCHours() + 1)],
    Daily: [Date.UTC(year, month, day), Date.UTC(year, month, day + 1)],
    Weekly: [Date.UTC(year, month, day - weekday), Date.UTC(year, month, day - weekday + 7)],
    Monthly: [Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1)],
    Yearly: [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)],
  };
  const [start, end] = windows[period];
  return { start, end };
}
