import { FaultRule, GivenRule, faultRule, pickFault } from "./faults";
import { Journal } from "./journal";

/** The fault rules of the cloud and how often each has matched: those on disk, and those of this process only. */
export class FaultBook {
  private readonly own: ReadonlyMap<string, FaultRule>;
  private readonly ownSeen = new Map<string, number>();

  constructor(
    private readonly journal: Journal,
    own: readonly GivenRule[],
  ) {
    this.own = new Map(own.map((rule, i) => [`own ${i}`, faultRule(rule)]));
  }

  /** The fault of a request, if it is to have one. Counts the request. */
  next(operation: FaultRule["operation"], type: string, id: string): FaultRule | undefined {
    const request = { operation, type, id };
    const stored = pickFault(this.journal.all<FaultRule>("faults"), this.journal.all<number>("seen"), request);
    for (const [key, count] of stored.seen) this.journal.set("seen", key, count);
    const own = pickFault(this.own, this.ownSeen, request);
    for (const [key, count] of own.seen) this.ownSeen.set(key, count);
    return own.fault ?? stored.fault;
  }

  /** Stores a fault rule on disk, for every process that uses the cloud. */
  add(rule: FaultRule): void {
    const last = Math.max(0, ...[...this.journal.all("faults").keys()].map(Number));
    this.journal.set("faults", String(last + 1), rule);
  }

  /** Takes away the fault rules on disk and their counts; those of this process stay. */
  clear(): void {
    for (const collection of ["faults", "seen"])
      for (const key of [...this.journal.all(collection).keys()]) this.journal.set(collection, key, null);
  }
}
