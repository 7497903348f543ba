import * as os from "node:os";
import { Cost } from "./measure";
import { addedExponent, exponent, median } from "./statistics";

/** One preview of both engines. */
export interface Pair {
  /** First column of its row. */
  title: string;
  /** Number of resources in the plan. */
  resources: number;
  /** One cost for each run of the offline preview. */
  offline: Cost[];
  /** One cost for each run of `pulumi preview`. */
  real: Cost[];
}

/** Everything that was measured. */
export interface Results {
  /** How the measurement is repeated. */
  command: string;
  /** Runs of each engine and environment. */
  runs: number;
  /** The environments of the project. */
  engines: Pair[];
  /** Environments of growing size: what grows → pairs, smallest first. */
  growth: Record<string, Pair[]>;
}

const middle = (costs: readonly Cost[], key: "seconds" | "cpuSeconds" | "peakMb"): number =>
  median(costs.map((cost) => cost[key]));
const one = (value: number): string => value.toFixed(1);
const two = (value: number): string => value.toFixed(2);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const head = ["Environment", "Resources", "Offline s", "Real s", "Ratio", "Offline CPU s", "Real CPU s", "Offline MB", "Real MB"];

function row({ title, resources, offline, real }: Pair): string[] {
  const [fast, slow] = [middle(offline, "seconds"), middle(real, "seconds")];
  const both = (key: "cpuSeconds" | "peakMb", digits: number) =>
    [offline, real].map((costs) => middle(costs, key).toFixed(digits));
  return [title, String(resources), one(fast), one(slow), two(fast / slow), ...both("cpuSeconds", 1), ...both("peakMb", 0)];
}

function exponents(pairs: readonly Pair[]): string {
  const engines = ["offline", "real"] as const;
  const rows = engines.flatMap((engine) =>
    (["seconds", "cpuSeconds", "peakMb"] as const).map((key) => {
      const points = pairs.map((pair) => [pair.resources, middle(pair[engine], key)] as const);
      return [
        engine,
        { seconds: "time", cpuSeconds: "CPU", peakMb: "memory" }[key],
        two(exponent(points)),
        two(addedExponent(points)),
      ];
    }),
  );
  return table(["Engine", "Cost", "Exponent", "Exponent without the fixed part"], rows);
}

function machine(): string {
  const cpus = os.cpus();
  return `${cpus.length} × ${cpus[0]?.model.trim() ?? "unknown processor"}, ${Math.round(os.totalmem() / 1e9)} GB, ${os.type()}, Node.js ${process.version}`;
}

/** The document. */
export function reportOf(results: Results): string {
  const { command, runs, engines, growth } = results;
  const grown = Object.entries(growth).flatMap(([title, pairs]) => [
    `### ${title}`,
    table(head, pairs.map(row)),
    exponents(pairs),
  ]);
  const load = os.loadavg().map(one).join(", ");
  return (
    [
      "# Benchmarks",
      `Written by \`${command}\` on ${new Date().toISOString().slice(0, 10)}: ${machine()}; load averages at the end ${load}. Each number is the median of ${runs} ` +
        `${runs === 1 ? "run" : "runs"}. \`--reduced\` measures three sizes of each kind, a full run five.`,
      "Both engines run the same program with the same settings, rules and stand-in Azure, and print the plan as JSON: `npm run --silent preview -- --json` and " +
        "`pulumi preview --json --policy-pack policies`. Memory is the most that all processes of a preview had together (resident; shared pages count once a process).",
      "## Two engines, one program",
      table(head, engines.map(row)),
      "## Growth",
      "Exponent 1: twice the resources cost twice as much. The fixed part, which every preview pays (starting Node.js three times, loading the SDKs), makes the " +
        "first exponent small; the second one is of what is added.",
      ...grown,
      "",
    ]
      .join("\n\n")
      .trimEnd() + "\n"
  );
}
