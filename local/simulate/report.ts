import type { Result } from "./measure";

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** A result for people. @param callsPerSecond Simulated calls in a second of one core. */
export function reportText(what: string, result: Result, callsPerSecond: number): string {
  const { latencyMilliseconds: latency } = result;
  const refused = Object.entries(result.refused).map(([why, count]) => `  ${why}: ${count}`);
  const width = Math.max(...result.deployments.map(({ region, deployment }) => region.length + deployment.length + 1));
  return [
    what,
    "",
    `calls ${result.calls} in ${result.seconds} s, served ${result.served} (${percent(result.served / Math.max(1, result.calls))}), client errors ${result.clientErrors}`,
    ...(refused.length > 0 ? ["refused:", ...refused] : []),
    `attempts a call ${result.attemptsPerCall}`,
    `latency p50 ${latency.p50} ms, p95 ${latency.p95} ms, p99 ${latency.p99} ms`,
    `capacity served ${percent(result.capacityServed)}`,
    ...result.deployments.map(
      ({ region, deployment, share, calls, failed }) =>
        `  ${`${region}/${deployment}`.padEnd(width)}  ${percent(share)}  ${calls} taken, ${failed} refused`,
    ),
    ...(result.consumers.length > 1
      ? [
          "consumers served least:",
          ...result.consumers.map(({ consumer, calls, servedShare }) => `  ${consumer}: ${percent(servedShare)} of ${calls}`),
        ]
      : []),
    `${callsPerSecond} simulated calls a second of one core`,
    "",
  ].join("\n");
}
