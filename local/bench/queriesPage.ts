import * as os from "node:os";
import type { Cost } from "./measure";
import { Point, exponent, median } from "./statistics";

/** What a text costs at each number of rows, from few to many. */
export interface Growth {
  /** The query's, as `npm run query` takes it. */
  name: string;
  /** Rows and seconds of processor time. */
  points: Point[];
  /** MB that its run took at most, at the most rows. */
  mb: number;
}

/** Power of the number of rows that still counts as linear: sorting and the processor's cache add a little. */
const margin = 1.2;
/** Seconds that count as nothing: less is the noise of the machine. */
const noise = 0.15;

/** The power of the number of rows with which the cost grows; what a text costs without rows makes it smaller. */
const growthOf = (points: readonly Point[]): number =>
  exponent(points.map(([rows, cost]): Point => [rows, Math.max(cost, noise)]));

/** Whether a text costs more for each row of many than of few. */
export const grewWorse = ({ points }: Growth): boolean => growthOf(points) > margin;

/** The page of the results. */
export function pageOf(found: readonly Growth[], asked: readonly Cost[], runs: number): string {
  const load = os.loadavg().map((one) => one.toFixed(1));
  const sizes = found[0]?.points.map(([rows]) => rows) ?? [];
  const head = ["Query", ...sizes.map((rows) => `CPU s, ${rows.toLocaleString("en")} rows`), "Power", "MB"];
  const rows = found.map(({ name, points, mb }) => [
    name,
    ...points.map(([, cost]) => cost.toFixed(2)),
    growthOf(points).toFixed(2),
    mb.toFixed(0),
  ]);
  const answer = (key: "seconds" | "cpuSeconds"): string => median(asked.map((one) => one[key])).toFixed(2);
  return [
    "# What questions cost",
    "",
    `Written by \`npm run bench:queries -- --runs ${runs}\` on ${new Date().toISOString().slice(0, 10)}: ${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? "?"}, Node.js ${process.version}; load averages at the end ${load.join(", ")}.`,
    "",
    `\`npm run query -- usage\` over 1,000 rows of a file, npm and the start of Node.js included: ${answer("seconds")} s, ${answer("cpuSeconds")} s of processor time (medians of ${asked.length}).`,
    "",
    "Every query of the library and every alert over a day of rows of all tables, with the day as their range, in the project's runner (DuckDB, one thread). Saved functions and tiles are the queries' texts. Each number is the",
    "least of the runs. The rows are made in the shape of the logs: teams, callers, refused and throttled calls, attempts, rows twice, late and out of order. The count of all calls is checked at each size.",
    "",
    `Power: with which power of the number of rows the cost grows; 1 is linear. The command fails above ${margin}; less than ${noise} s counts as that. MB: what the process took at most while the query ran over the most rows.`,
    "",
    ...[head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`),
    "",
  ].join("\n");
}
