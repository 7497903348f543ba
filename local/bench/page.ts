import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parseArgs } from "node:util";
import type { Plan } from "../engine/plan";
import { previewScript } from "../engine/previewScript";
import { projectFolder } from "../folders";
import { Cost, measure } from "./measure";
import { median } from "./statistics";

/** Environments of the tests that are measured. */
const environments = ["dev", "prod", "max"] as const;

/** One environment with both ways to preview it, run by run. */
interface Measured {
  name: string;
  resources: number;
  pageMb: number;
  /** The plan alone. */
  plain: Cost[];
  /** Plan, summary and page as files, and the screen. */
  full: Cost[];
}

/**
 * `npm run bench:page -- [--runs N]`: what summary and page add to a preview: `--json` makes neither. Writes `docs/benchmark-page.md`.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: "string", default: "7" } } });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs: got ${values.runs}; allowed: a whole number of at least 1`);
  const measured: Measured[] = [];
  for (const name of environments) measured.push(await measuredOf(name, runs));
  const file = path.join(projectFolder, "docs/benchmark-page.md");
  fs.writeFileSync(file, documentOf(measured, runs));
  process.stdout.write(`${file}\n`);
}

async function measuredOf(name: string, runs: number): Promise<Measured> {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), "bench-page-"));
  const preview = (...more: string[]) =>
    measure(
      process.execPath,
      [...previewScript(), "--stack", name, "--config", `test/fixtures/${name}.yaml`, ...more],
      projectFolder,
    );
  try {
    // Not counted: what a first preview keeps for later ones.
    await preview("--out", out);
    const [plain, full]: [Cost[], Cost[]] = [[], []];
    // In turn, so that what else the machine does meets both.
    for (let run = 0; run < runs; run += 1) {
      plain.push(await preview("--json"));
      full.push(await preview("--out", out));
    }
    const { resources } = JSON.parse(plain[0]?.stdout ?? "") as Plan;
    const pageMb = fs.statSync(path.join(out, "report.html")).size / 1e6;
    return { name, resources: resources.filter(({ custom }) => custom).length, pageMb, plain, full };
  } finally {
    fs.rmSync(out, { recursive: true });
  }
}

const middle = (costs: readonly Cost[], key: "seconds" | "cpuSeconds"): string => median(costs.map((one) => one[key])).toFixed(1);

/** The middle of the differences, pair by pair. */
const more = ({ plain, full }: Measured, key: "seconds" | "cpuSeconds"): string =>
  median(full.map((one, run) => one[key] - (plain[run]?.[key] ?? NaN))).toFixed(2);

function documentOf(measured: readonly Measured[], runs: number): string {
  const load = os.loadavg().map((one) => one.toFixed(1));
  const head = [
    "Environment",
    "Resources",
    "Plan s",
    "With page s",
    "More s",
    "Plan CPU s",
    "With page CPU s",
    "More CPU s",
    "Page MB",
  ];
  const rows = measured.map((one) => [
    one.name,
    String(one.resources),
    ...(["seconds", "cpuSeconds"] as const).flatMap((key) => [middle(one.plain, key), middle(one.full, key), more(one, key)]),
    one.pageMb.toFixed(2),
  ]);
  return [
    "# What the page costs",
    "",
    `Written by \`npm run bench:page -- --runs ${runs}\` on ${new Date().toISOString().slice(0, 10)}: ${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? "?"}, Node.js ${process.version}; load averages at the end ${load.join(", ")}.`,
    "",
    `\`npm run preview -- --json\` (the plan alone) and \`npm run preview\` (with summary, page and screen) in turn, ${runs} times each. Each number is a median; "more" is the median of the`,
    "differences of the pairs. The layout of the drawing is kept from an earlier preview, as it is for everyone whose architecture stays; a first one costs what elkjs takes, while the",
    "program runs.",
    "",
    ...[head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`),
    "",
  ].join("\n");
}

void main();
