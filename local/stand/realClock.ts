import type { Clock } from "../gateway/types";

/** The time of this machine. `stop` ends everything that still sleeps, so that the process can end: it never wakes. */
export function realClock(): Clock & { stop(): void } {
  const timers = new Set<NodeJS.Timeout>();
  return {
    now: Date.now,
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          timers.delete(timer);
          resolve();
        }, milliseconds);
        timers.add(timer);
      }),
    stop: () => timers.forEach((timer) => clearTimeout(timer)),
  };
}
