import type { BackendModel } from "../documents/planModel";
import { Breakers } from "./breakers";

/** Which member of a pool gets a request: the lowest priority number first, in it a smooth round robin by weight. */
export class Pools {
  private readonly current = new Map<string, number>();
  constructor(
    private readonly backends: ReadonlyMap<string, BackendModel>,
    private readonly breakers: Breakers,
  ) {}

  /**
   * The backend that a request goes to; undefined when no member may be called.
   *
   * @param preferred Member that the caller's cookie names.
   */
  select(backend: BackendModel, preferred?: string): BackendModel | undefined {
    if (!backend.members) return this.breakers.lets(backend.id) ? backend : undefined;
    const open = backend.members.filter(({ id }) => this.breakers.lets(id));
    const kept = preferred === undefined ? undefined : open.find(({ id }) => id === preferred);
    if (kept) return this.backends.get(kept.id);
    const first = Math.min(...open.map(({ priority }) => priority));
    const group = open.filter(({ priority }) => priority === first);
    const chosen = this.next(backend.id, group);
    return chosen === undefined ? undefined : this.backends.get(chosen);
  }

  /** Starts the round robin of every pool anew. */
  reset(): void {
    this.current.clear();
  }

  private next(pool: string, group: readonly { id: string; weight: number }[]): string | undefined {
    const total = group.reduce((sum, { weight }) => sum + weight, 0);
    let best: { id: string; value: number } | undefined;
    for (const { id, weight } of group) {
      const value = (this.current.get(`${pool}/${id}`) ?? 0) + weight;
      this.current.set(`${pool}/${id}`, value);
      if (!best || value > best.value) best = { id, value };
    }
    if (best) this.current.set(`${pool}/${best.id}`, best.value - total);
    return best?.id;
  }
}
