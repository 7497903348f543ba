import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { armTypeOf } from "../azure/azureNative";
import { resourceType } from "../azure/services";
import type { PlannedResource } from "../engine/deployment";
import type { Plan } from "../engine/plan";
import { projectFolder } from "../folders";
import { Cost, measure } from "./measure";

/** Runs of the rules; another tool runs once, which takes minutes. */
const runs = 3;

/** Resources in one template: checkov reads a folder of them. */
const inTemplate = 500;

/**
 * `npm run bench:rules`: the rules over copies of a plan, and with `--checkov` another tool over the same resources as ARM templates.
 * Writes `docs/benchmark-rules.md`.
 */
async function main(): Promise<void> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { plan: text, resources: text, checkov: text } });
  const plan = JSON.parse(
    fs.readFileSync(values.plan ?? path.join(projectFolder, ".local/preview/dev/plan.json"), "utf8"),
  ) as Plan;
  const copies = copiesOf(plan, Number(values.resources ?? 10_000));
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "bench-rules-"));
  try {
    const file = path.join(dir, "plan.json");
    fs.writeFileSync(file, JSON.stringify({ ...plan, resources: copies }));
    const own = await medianOf(runs, () =>
      measure("bash", ["-c", 'node local/start.js check "$0" --format json || [ $? -eq 1 ]', file], projectFolder),
    );
    const other = values.checkov === undefined ? undefined : await checkov(values.checkov, copies, path.join(dir, "templates"));
    fs.writeFileSync(path.join(projectFolder, "docs/benchmark-rules.md"), page(copies.length, own, other));
  } finally {
    fs.rmSync(dir, { recursive: true });
  }
}

/** The run whose time is in the middle: the first one finds the file still on its way to the disk. */
async function medianOf(count: number, run: () => Promise<Cost>): Promise<Cost> {
  const costs: Cost[] = [];
  for (let done = 0; done < count; done++) costs.push(await run());
  return costs.sort((one, other) => one.seconds - other.seconds)[Math.floor(count / 2)]!;
}

/** At least so many resources: the plan again and again, with names and ids of its own each time. */
function copiesOf({ resources }: Plan, least: number): PlannedResource[] {
  const made = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
  const document = JSON.stringify(made);
  const count = Math.ceil(least / made.length);
  return Array.from({ length: count }, (_, copy) => {
    const renamed = document
      .replace(/"(urn:pulumi:[^"]+)"/g, `"$1-${copy}"`)
      .replaceAll(/contoso-ai-[a-z]+|contosoai[a-z]+/g, (prefix) => `${prefix}${copy}`);
    return JSON.parse(renamed) as PlannedResource[];
  }).flat();
}

async function checkov(command: string, resources: readonly PlannedResource[], dir: string): Promise<Cost> {
  fs.mkdirSync(dir);
  const known = resources.filter(({ type }) => type.startsWith("azure-native:"));
  for (let from = 0; from < known.length; from += inTemplate) {
    const template = {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      resources: known.slice(from, from + inTemplate).map(armResource),
    };
    fs.writeFileSync(path.join(dir, `${from}.json`), JSON.stringify(template, undefined, 1));
  }
  const quiet = ["--framework", "arm", "--soft-fail", "--compact", "--output", "json", "--skip-download"];
  return measure(command, ["--directory", dir, ...quiet], dir);
}

/** The resource as a template writes it: properties below `properties`, but for what stands beside them. */
function armResource({ type, name, inputs }: PlannedResource) {
  const { location, tags, sku, kind, identity, zones, properties, ...flat } = inputs as Record<string, unknown>;
  const entry = resourceType(type);
  return {
    type: armTypeOf(entry, inputs),
    apiVersion: entry.apiVersion,
    name,
    location,
    tags,
    sku,
    kind,
    identity,
    zones,
    properties: properties ?? flat,
  };
}

function page(resources: number, own: Cost, other?: Cost): string {
  const { model } = os.cpus()[0] ?? { model: "?" };
  const row = (name: string, { seconds, cpuSeconds, peakMb }: Cost) =>
    `| ${name} | ${seconds.toFixed(1)} | ${cpuSeconds.toFixed(1)} | ${peakMb.toFixed(0)} |`;
  return [
    "# The rules over many resources",
    "",
    `Written by \`npm run bench:rules\` on ${new Date().toISOString().slice(0, 10)}: ${os.cpus().length} × ${model}, Node.js ${process.version}; load averages at the end ${os
      .loadavg()
      .map((one) => one.toFixed(1))
      .join(", ")}.`,
    "",
    `${resources} resources, copies of a plan; the median of ${runs} runs of the rules. Start-up is in each number, and so is reading the plan. checkov reads the same resources as ARM templates of ${inTemplate}:`,
    "`python3 -m venv /tmp/checkov && /tmp/checkov/bin/pip install checkov`, `npm run preview`, then `npm run bench:rules -- --checkov /tmp/checkov/bin/checkov`.",
    "",
    "| Tool | s | CPU s | MB |",
    "| --- | --- | --- | --- |",
    row("`npm run check`", own),
    ...(other
      ? [
          row("checkov", other),
          "",
          `checkov takes ${(other.seconds / own.seconds).toFixed(1)} times as long and ${(other.cpuSeconds / own.cpuSeconds).toFixed(1)} times the processor time.`,
        ]
      : []),
    "",
  ].join("\n");
}

void main();
