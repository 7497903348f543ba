import * as os from "node:os";
import type { Cost } from "./measure";
import { Point, median } from "./statistics";

/** What a text costs at each number of rows, from few to many. */
export interface Growth {
  /** The query's, as `npm run query` takes it. */
  name: string;
  /** Rows and seconds of processor time. */
  points: Point[];
  /** MB that its run took at most, at the most rows. */
  mb: number;
}

/** Cost of a row among many, as a multiple of one among few, that is still linear: a table that leaves the processor's cache costs more. */
const margin = 2;
/** Seconds for a million rows that count as nothing: less is the noise of the machine. */
const noise = 0.15;

/** Seconds for each million rows more, between one size and the next. */
const slopes = (points: readonly Point[]): number[] =>
  points.slice(1).map(([rows, cost], index) => {
    const [before, costBefore] = points[index]!;
    return ((cost - costBefore) / (rows - before)) * 1e6;
  });

/**
 * How many times as much a row costs among the most rows as among the fewest; 1: linear. Parts that do not grow are in neither.
 * @param points Three sizes at least, from few to many.
 * @throws Error for fewer
 */
function growthOf(points: readonly Point[]): number {
  const all = slopes(points);
  const [first, last] = [all[0], all.at(-1)];
  if (all.length < 2 || first === undefined || last === undefined) throw new Error("three sizes are needed");
  return Math.max(last, noise) / Math.max(first, noise);
}

/** Whether a text costs more for each row of many than of few. */
export const grewWorse = ({ points }: Growth): boolean => growthOf(points) > margin;

/** The page of the results. */
export function pageOf(found: readonly Growth[], asked: readonly Cost[], runs: number): string {
  const load = os.loadavg().map((one) => one.toFixed(1));
  const sizes = found[0]?.points.map(([rows]) => rows) ?? [];
  const head = ["Query", ...sizes.map((rows) => `CPU s, ${rows.toLocaleString("en")} rows`), "A row costs × ", "MB"];
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
    `A row among the most rows costs so many times as much as one among the fewest; 1 is linear. The command fails above ${margin}; less than ${noise} s for a million rows counts as that. MB: what the process took at most while the query ran over the most rows.`,
    "",
    ...[head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`),
    "",
  ].join("\n");
}
