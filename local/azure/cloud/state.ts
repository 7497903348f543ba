import { rolePropagationSeconds } from "../base/roles";
import { Subscription } from "../base/subscription";
import { below, Deleted, find, isWithin, keyOf, World } from "../base/world";
import { resourceTypes } from "../services";
import { Clock } from "./clock";
import { Journal } from "./journal";
import { Stored } from "./resourceState";
import { keptAfterDelete } from "./softDelete";

/** The resources of the cloud and what time does to them. Every method is called within the journal's lock. */
export class State {
  constructor(
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly timeScale: number,
    private readonly subscription: Subscription,
  ) {}

  /** What is there now, with every operation that has ended since the last look brought to its end. */
  world(): World {
    const now = this.clock.now();
    const ended = [...this.resources.values()].filter(({ operation }) => operation && operation.endsAt <= now);
    for (const stored of ended) this.settle(stored, now);
    for (const [key, { purgedAt }] of [...this.deleted]) if (purgedAt <= now) this.journal.set("deleted", key, null);
    return this.worldAt(now);
  }

  /** The resource of an id as it is now; undefined when there is none. */
  find(id: string): Stored | undefined {
    return find(this.world(), id);
  }

  /** Writes a resource over the one with its id. */
  put(stored: Stored): void {
    this.journal.set("resources", keyOf(stored.id), stored);
  }

  /** Brings back what was deleted: its children are there again. */
  restore({ resource, children }: Deleted): void {
    for (const child of children) this.put(child);
    this.forget(resource.id);
  }

  /** Takes a deleted resource away for good. */
  forget(id: string): void {
    this.journal.set("deleted", keyOf(id), null);
  }

  private get resources(): ReadonlyMap<string, Stored> {
    return this.journal.all<Stored>("resources");
  }

  private get deleted(): ReadonlyMap<string, Deleted> {
    return this.journal.all<Deleted>("deleted");
  }

  private worldAt(now: number): World {
    const quotas = this.journal.all<number>("quotas");
    const filled = new Set(this.journal.all("filled").keys());
    const roleDelay = rolePropagationSeconds * 1000 * this.timeScale;
    return { now, resources: this.resources, deleted: this.deleted, quotas, roleDelay, subscription: this.subscription, filled };
  }

  private settle(stored: Stored, now: number): void {
    const { operation, ...rest } = stored;
    if (operation?.kind === "delete" && !operation.failure) this.remove(rest, now);
    else this.put(operation?.failure ? { ...rest, failed: operation.failure } : rest);
  }

  /** A resource goes with all below it; what Azure keeps for some time, such as the vaults of a resource group, is kept. */
  private remove(stored: Stored, now: number): void {
    const all = this.worldAt(now);
    const gone = [stored, ...(resourceTypes[stored.token]?.setBack ? [] : below(all, stored.id))];
    for (const one of gone) {
      const kept = keptAfterDelete(one, below(all, one.id), now);
      if (kept) this.journal.set("deleted", keyOf(one.id), kept);
    }
    for (const one of gone) this.journal.set("resources", keyOf(one.id), null);
    for (const container of all.filled) if (isWithin(container, stored.id)) this.journal.set("filled", container, null);
  }
}
