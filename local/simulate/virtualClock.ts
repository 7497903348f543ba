import type { Clock } from "../gateway/types";

/** Something that happens at a time; of two at one time the one that was added first happens first. */
interface Entry {
  time: number;
  order: number;
  wake(): void;
}

const before = (a: Entry, b: Entry): boolean => a.time < b.time || (a.time === b.time && a.order < b.order);

/** Everything that does not wait for time is over when the event loop comes round again: nothing here waits for a network or a disk. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A clock that goes to the next thing that happens as soon as everything before is over. */
export class VirtualClock implements Clock {
  private readonly heap: Entry[] = [];
  private order = 0;

  constructor(private time: number) {}

  /** Virtual milliseconds since 1970. */
  now = (): number => this.time;

  /** Resolves when virtual time has come so far. */
  sleep = (milliseconds: number): Promise<void> =>
    milliseconds <= 0
      ? Promise.resolve()
      : new Promise((wake) => this.push({ time: this.time + milliseconds, order: this.order++, wake }));

  /** Does something at a time. */
  at(time: number, wake: () => void): void {
    this.push({ time, order: this.order++, wake });
  }

  /** Lets time pass until a moment, or until nothing is left to happen. */
  async runUntil(end: number): Promise<void> {
    for (let entry = this.heap[0]; entry && entry.time <= end; entry = this.heap[0]) {
      this.pop();
      this.time = entry.time;
      entry.wake();
      await settled();
    }
    this.time = Math.max(this.time, Math.min(end, Number.MAX_SAFE_INTEGER));
  }

  private push(entry: Entry): void {
    const { heap } = this;
    let index = heap.push(entry) - 1;
    for (let parent = (index - 1) >> 1; index > 0 && before(entry, heap[parent]!); parent = (index - 1) >> 1) {
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = entry;
  }

  private pop(): void {
    const { heap } = this;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, last)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = last;
  }
}
