import type { Result } from "./measure";

/** What was simulated, in two cells, and what came of it. */
export interface Row {
  /** First two columns: what was simulated, and how. */
  cells: readonly [string, string];
  /** What the other columns are from. */
  result: Result;
}

/** How fast it went. */
export interface Speed {
  /** How often it was measured. */
  runs: number;
  /** The median, of one core of the machine that wrote the document. */
  callsPerSecond: number;
}

/** The text of `docs/decisions/simulation.md`. */
export const compareDocument = (scenarios: readonly Row[], breakers: readonly Row[], { runs, callsPerSecond }: Speed): string =>
  [
    "# Policies compared",
    "",
    "Written by `npm run simulate -- --compare`: each scenario of `local/simulate/scenarios` in virtual time, some also under the policies of public accelerators,",
    "written anew in `local/simulate/peers`. Limits of plans are this package's alone, so a peer serves a noisy neighbour what it wants.",
    "",
    ...table("Scenario", "Policy", scenarios),
    "",
    "## How long a throttled pay-as-you-go deployment is left out",
    "",
    "Four minutes of the scenario `overload` with other times of the breaker. Azure counts tokens in minutes, so a deployment that is left out when its minute begins loses what it is left out for.",
    "",
    ...table("Load", "Left out", breakers),
    "",
    "## Speed",
    "",
    `${Math.floor(callsPerSecond / 100) * 100} simulated calls a second of one core: the median of ${runs} runs of the scenario \`steady\` (\`--runs ${runs}\`), rounded down, on the machine that wrote this.`,
    "",
  ].join("\n");

const table = (first: string, second: string, rows: readonly Row[]): string[] => [
  `| ${first} | ${second} | Calls | Served | 4xx | 5xx | Attempts a call | Capacity used | p99 |`,
  "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
  ...rows.map(line),
];

function line({ cells, result }: Row): string {
  const { calls, served, clientErrors, attemptsPerCall, capacityServed, latencyMilliseconds } = result;
  const all = [
    ...cells,
    calls,
    served,
    calls - served - clientErrors,
    clientErrors,
    attemptsPerCall,
    `${(capacityServed * 100).toFixed(1)} %`,
    `${latencyMilliseconds.p99} ms`,
  ];
  return `| ${all.join(" | ")} |`;
}
