import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { logRules } from "../../components/monitoring/logRules";
import { library } from "../../components/monitoring/queries";
import { alertText, queryText } from "../../components/monitoring/queryText";
import { projectFolder } from "../folders";
import { Engine, Value, moment } from "../query/engine";
import { Translation, translate } from "../query/kql/translate";
import { tables } from "../query/tables";
import { callsIn, day, manyTeams, someCall, someCaller, workspaceOf } from "./manyRows";
import { Cost, measure } from "./measure";
import { Growth, grewWorse, pageOf } from "./queriesPage";

/** Rows of the workspaces, from few to many. */
const sizes = [200_000, 600_000, 3_000_000];

/** A text that is measured. */
interface Text {
  name: string;
  translation: Translation;
  /** Values of its parameters, in SQL. */
  given: Record<string, string>;
}

/** Every query, over the whole day, and every alert, with the whole day as the range of one run. */
function texts(): Text[] {
  const range = ["since", "until"].map((name) => ({ name, type: "datetime" }));
  const words = ["caller", "correlationId"].map((name) => ({ name, type: "string" }));
  const given = {
    since: moment(day.since),
    until: moment(day.until),
    caller: `'${someCaller}'`,
    correlationId: `'${someCall}'`,
  };
  return [
    ...library().map(({ key }) => ({
      name: key,
      translation: translate(queryText(key, manyTeams), tables, [...range, ...words]),
      given,
    })),
    ...logRules.map(({ need, parts }) => ({
      name: `alert-${need}`,
      translation: translate(alertText(need, parts, { since: "ago(1d)", until: "now()" }, manyTeams), tables),
      given: {},
    })),
  ];
}

/** Processor time of one run, in seconds, and the memory of the process over what it had before, in MB. */
async function once(engine: Engine, { translation, given }: Text) {
  let most = 0;
  const before = process.memoryUsage.rss();
  const look = (): void => void (most = Math.max(most, process.memoryUsage.rss() - before));
  const watch = setInterval(look, 20);
  const began = process.cpuUsage();
  const rows = await engine.run(translation, given);
  const { user, system } = process.cpuUsage(began);
  look();
  clearInterval(watch);
  return { rows, cpuSeconds: (user + system) / 1e6, mb: most / 1e6 };
}

/** @throws Error where the rows of a size are counted wrong: what is fast and wrong is no figure */
function checkTotals([totals]: Record<string, Value>[], rows: number): void {
  const calls = callsIn(rows);
  if (totals?.Calls !== calls) throw new Error(`totals: ${String(totals?.Calls)} calls of ${calls}`);
}

async function growth(runs: number): Promise<Growth[]> {
  const all = texts();
  const found = new Map<string, Growth>(all.map(({ name }) => [name, { name, points: [], mb: 0 }]));
  for (const rows of sizes) {
    process.stderr.write(`${rows} rows\n`);
    const engine = await workspaceOf(rows);
    // Not counted: what DuckDB does at the first question about the rows.
    await once(engine, all[0]!);
    for (const text of all) {
      const results = [];
      for (let run = 0; run < runs; run += 1) results.push(await once(engine, text));
      if (text.name === "totals") checkTotals(results[0]!.rows, rows);
      const one = found.get(text.name)!;
      // The least: what else the machine does only adds.
      one.points.push([rows, Math.min(...results.map(({ cpuSeconds }) => cpuSeconds))]);
      one.mb = Math.max(...results.map(({ mb }) => mb));
    }
    engine.close();
  }
  return [...found.values()];
}

/** `npm run query -- usage` over a file of rows, as somebody asks it: npm and the start of Node.js are in it. */
async function questions(runs: number): Promise<Cost[]> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "bench-queries-"));
  try {
    const file = path.join(dir, "ApiManagementGatewayLogs.json");
    const row = { TimeGenerated: day.since, CorrelationId: "one", ApimSubscriptionId: "team-1", ResponseCode: 200 };
    fs.writeFileSync(file, JSON.stringify(Array.from({ length: 1000 }, (_, index) => ({ ...row, CorrelationId: `c-${index}` }))));
    const command = ["run", "--silent", "query", "--", "usage", "--rows", dir, "--config", "test/fixtures/dev.yaml", "--json"];
    const ask = (): Promise<Cost> => measure("npm", command, projectFolder);
    // Not counted: what the first question keeps for later ones.
    await ask();
    const costs: Cost[] = [];
    for (let run = 0; run < runs; run += 1) costs.push(await ask());
    return costs;
  } finally {
    fs.rmSync(dir, { recursive: true });
  }
}

/**
 * `npm run bench:queries`: every query and alert over a day of 200,000, 600,000 and 3,000,000 rows, and the time of a question to `npm run query`. Writes
 * `docs/benchmark-queries.md`. Exit 1 when a text costs more for each row of many than of few.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: "string", default: "3" } } });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${values.runs}: allowed: a whole number from 1 on`);
  const asked = await questions(2 * runs + 1);
  const found = await growth(runs);
  fs.writeFileSync(path.join(projectFolder, "docs/benchmark-queries.md"), pageOf(found, asked, runs));
  const worse = found.filter(grewWorse).map(({ name }) => name);
  if (worse.length === 0) return;
  process.stderr.write(`more than linear: ${worse.join(", ")}\n`);
  process.exitCode = 1;
}

void main();
