import type { Clock } from "../types";

/** One thing that was counted; its amount may be corrected later. */
export interface Entry {
  /** Milliseconds since 1970. */
  at: number;
  /** Calls, or tokens. */
  amount: number;
}

/** Counters of limits: a window that slides, as the classic tiers have it, and fixed windows for quotas. */
export class Counters {
  private readonly sliding = new Map<string, Entry[]>();
  private readonly fixed = new Map<string, { start: number; entries: Entry[] }>();
  constructor(private readonly clock: Clock) {}

  /** What was counted in the last `windowMs`. */
  used(key: string, windowMs: number): number {
    return this.recent(key, windowMs).reduce((sum, { amount }) => sum + amount, 0);
  }

  /** Counts in the sliding window. */
  add(key: string, amount: number): Entry {
    const entry = { at: this.clock.now(), amount };
    const entries = this.sliding.get(key);
    if (entries) entries.push(entry);
    else this.sliding.set(key, [entry]);
    return entry;
  }

  /** Whole seconds until `needed` more would fit under the limit, 1 at least. */
  secondsUntil(key: string, windowMs: number, limit: number, needed: number): number {
    const entries = this.recent(key, windowMs);
    let used = entries.reduce((sum, { amount }) => sum + amount, 0);
    for (const { at, amount } of entries) {
      used -= amount;
      if (used + needed <= limit) return Math.max(1, Math.ceil((at + windowMs - this.clock.now()) / 1000));
    }
    return Math.ceil(windowMs / 1000);
  }

  /** What was counted in the fixed window that began at `start`. */
  usedSince(key: string, start: number): number {
    return this.window(key, start).reduce((sum, { amount }) => sum + amount, 0);
  }

  /** Counts in the fixed window that began at `start`. */
  addSince(key: string, start: number, amount: number): Entry {
    const entry = { at: this.clock.now(), amount };
    this.window(key, start).push(entry);
    return entry;
  }

  /** Forgets everything that was counted. */
  reset(): void {
    this.sliding.clear();
    this.fixed.clear();
  }

  private window(key: string, start: number): Entry[] {
    const found = this.fixed.get(key);
    if (found?.start === start) return compacted(found.entries);
    const entries: Entry[] = [];
    this.fixed.set(key, { start, entries });
    return entries;
  }

  private recent(key: string, windowMs: number): Entry[] {
    const entries = this.sliding.get(key);
    if (!entries) return [];
    const oldest = this.clock.now() - windowMs;
    let stale = 0;
    while (stale < entries.length && entries[stale]!.at <= oldest) stale += 1;
    if (stale > 0) entries.splice(0, stale);
    return entries;
  }
}

/** Entries old enough not to be corrected any more become one. */
function compacted(entries: Entry[]): Entry[] {
  if (entries.length > 4096) {
    const old = entries.splice(0, 2048);
    entries.unshift({ at: old.at(-1)!.at, amount: old.reduce((sum, { amount }) => sum + amount, 0) });
  }
  return entries;
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
