import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../folders";
import type { CreateGateway } from "../stand/parts";
import { compareDocument, Row, Speed } from "./compareDocument";
import { environmentOfScenario, withPolicy, withTripSeconds } from "./environment";
import { median, simulate } from "./run";
import { Scenario, readScenario } from "./scenario";

const document = join(projectFolder, "docs", "decisions", "simulation.md");
const peersDir = join(__dirname, "peers");
const scenariosDir = join(__dirname, "scenarios");
/** Scenarios in which policies differ. */
const compared = ["steady", "overload", "region-lost"];
/** Seconds that a pay-as-you-go deployment is left out, and shares of the capacity that are asked for. */
const [trips, loads] = [
  [1, 2, 5, 10, 20, 60],
  [1.05, 1.2],
] as const;

type Say = (line: string) => void;

/** Runs every scenario under the environment's policies, some under those of peers, and the overload with other breakers; writes `docs/decisions/simulation.md`. */
export async function compare(createGateway: CreateGateway, say: Say): Promise<void> {
  // First, as a command of its own would: what ran before changes how fast the same code is.
  const speed = await callsPerSecond(createGateway, say);
  const names = readdirSync(scenariosDir)
    .map((name) => name.replace(/\.yaml$/, ""))
    .filter((name) => name !== "environment")
    .sort();
  const rows: Row[] = [];
  for (const name of names) rows.push(...(await rowsOf(name, createGateway, say)));
  const breakers = await breakerRows(createGateway, say);
  writeFileSync(document, compareDocument(rows, breakers, speed));
  say(`written: ${document}`);
}

async function rowsOf(name: string, createGateway: CreateGateway, say: Say): Promise<Row[]> {
  const peers = compared.includes(name) ? readdirSync(peersDir).filter((file) => file.endsWith(".xml")) : [];
  const file = join(scenariosDir, `${name}.yaml`);
  const scenario = readScenario(file);
  const environment = await environmentOfScenario(file, scenario, say);
  const rows: Row[] = [];
  for (const peer of [undefined, ...peers]) {
    const policy = peer?.replace(/\.xml$/, "") ?? "this package";
    say(`${name}: ${policy}`);
    const plan = peer === undefined ? environment.plan : withPolicy(environment.plan, join(peersDir, peer));
    const { result } = await simulate({ scenario, environment, plan, createGateway });
    rows.push({ cells: [name, policy], result });
  }
  return rows;
}

/** The overload with other times for which a pay-as-you-go deployment is left out. */
async function breakerRows(createGateway: CreateGateway, say: Say): Promise<Row[]> {
  const file = join(scenariosDir, "overload.yaml");
  const scenario = readScenario(file);
  const environment = await environmentOfScenario(file, scenario, say);
  const rows: Row[] = [];
  for (const load of loads)
    for (const seconds of trips) {
      say(`overload at ${load}: ${seconds} s`);
      const plan = withTripSeconds(environment.plan, seconds);
      const { result } = await simulate({ scenario: atLoad(scenario, load), environment, plan, createGateway });
      rows.push({ cells: [`${Math.round(load * 100)} %`, `${seconds} s`], result });
    }
  return rows;
}

/** Simulated calls a second of the steady load: the median of some runs, of which the first is slower than the others. */
async function callsPerSecond(createGateway: CreateGateway, say: Say): Promise<Speed> {
  const file = join(scenariosDir, "steady.yaml");
  const scenario = readScenario(file);
  const environment = await environmentOfScenario(file, scenario, say);
  const runs = 5;
  const speeds: number[] = [];
  for (let run = 0; run < runs; run++) {
    say(`speed of steady: ${run + 1} of ${runs}`);
    speeds.push((await simulate({ scenario, environment, plan: environment.plan, createGateway })).callsPerSecond);
  }
  return { runs, callsPerSecond: median(speeds) };
}

/** Minutes are alike, so that four of them tell enough. */
const atLoad = (scenario: Scenario, load: number): Scenario => ({
  ...scenario,
  seconds: scenario.warmUpSeconds + 240,
  traffic: scenario.traffic.map((one) => ({ ...one, load })),
});
