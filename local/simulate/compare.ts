import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectDir } from "../previewOptions";
import type { CreateGateway } from "../stand/parts";
import { environmentOfScenario, withPolicy } from "./environment";
import type { Result } from "./measure";
import { simulate } from "./run";
import { readScenario } from "./scenario";

const document = join(projectDir, "docs", "decisions", "simulation.md");
const peersDir = join(__dirname, "peers");
/** Scenarios in which policies differ. */
const compared = ["steady", "overload", "region-lost"];

interface Row {
  scenario: string;
  policy: string;
  result: Result;
}

/** Runs the scenarios under the environment's policies and those of peers, and writes the table of `docs/decisions/simulation.md`. */
export async function compare(createGateway: CreateGateway, say: (line: string) => void): Promise<void> {
  const peers = readdirSync(peersDir).filter((name) => name.endsWith(".xml"));
  const rows: Row[] = [];
  for (const name of compared) {
    const file = join(__dirname, "scenarios", `${name}.yaml`);
    const scenario = readScenario(file);
    const environment = await environmentOfScenario(file, scenario, say);
    for (const peer of [undefined, ...peers]) {
      const policy = peer?.replace(/\.xml$/, "") ?? "this package";
      say(`${name}: ${policy}`);
      const plan = peer === undefined ? environment.plan : withPolicy(environment.plan, join(peersDir, peer));
      const { result } = await simulate({ scenario, environment, plan, createGateway });
      rows.push({ scenario: name, policy, result });
    }
  }
  writeFileSync(document, text(rows));
  say(`written: ${document}`);
}

const text = (rows: readonly Row[]): string =>
  [
    "# Policies compared",
    "",
    "Written by `npm run simulate -- --compare`: each scenario of `local/simulate/scenarios` in virtual time, under this package's policies and under those of public accelerators,",
    "written anew in `local/simulate/peers`. Limits of plans are this package's alone, so a peer serves a noisy neighbour what it wants.",
    "",
    "| Scenario | Policy | Calls | Served | 4xx | 5xx | Attempts a call | Capacity used | p99 |",
    "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...rows.map(line),
    "",
  ].join("\n");

function line({ scenario, policy, result }: Row): string {
  const { calls, served, clientErrors, attemptsPerCall, capacityServed, latencyMilliseconds } = result;
  const cells = [
    scenario,
    policy,
    calls,
    served,
    calls - served - clientErrors,
    clientErrors,
    attemptsPerCall,
    `${(capacityServed * 100).toFixed(1)} %`,
    `${latencyMilliseconds.p99} ms`,
  ];
  return `| ${cells.join(" | ")} |`;
}
