import * as fs from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import type { Plan } from "../engine/plan";
import { projectFolder } from "../folders";
import { Bench } from "./engines";
import { Cost } from "./measure";
import { Pair, Results, reportOf } from "./report";
import { Size, settingsOf } from "./settings";

/** Sizes of the growth: the full ones, and those of `--reduced`. */
const sizes = {
  full: { consumers: [5, 50, 200, 500, 1000], regions: [2, 5, 10, 25, 50] },
  reduced: { consumers: [5, 200, 1000], regions: [2, 10, 50] },
} as const;

const resourcesIn = ([cost]: readonly Cost[]): number => (JSON.parse(cost?.stdout ?? "") as Plan).resources.length;

async function pairOf(title: string, runs: number, offline: () => Promise<Cost>, real: () => Promise<Cost>): Promise<Pair> {
  process.stderr.write(`${title}\n`);
  const pair: Pair = { title, resources: 0, offline: [], real: [] };
  // In turn, so that what else the machine does meets both.
  for (let run = 0; run < runs; run++) {
    pair.offline.push(await offline());
    pair.real.push(await real());
  }
  return { ...pair, resources: resourcesIn(pair.offline) };
}

/** Before the first deployment and, where nothing outside of the stack must be there first, after it. */
async function environment(stack: string, runs: number, deployed: boolean): Promise<Pair[]> {
  const bench = await Bench.open(`test/fixtures/${stack}.yaml`);
  const pair = (title: string, ...flags: string[]) =>
    pairOf(
      `${stack}, ${title}`,
      runs,
      () => bench.offline(...flags),
      () => bench.real(),
    );
  try {
    const first = await pair("before the first deployment", "--first-run");
    if (!deployed) return [first];
    await bench.up();
    return [first, await pair("deployed")];
  } finally {
    bench.close();
  }
}

async function generated(title: string, size: Size, runs: number): Promise<Pair> {
  const bench = await Bench.open(settingsOf(size));
  try {
    return await pairOf(
      title,
      runs,
      () => bench.offline("--first-run"),
      () => bench.real(),
    );
  } finally {
    bench.close();
  }
}

async function inTurn<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await each(item));
  return results;
}

/** `npm run bench -- [--runs N] [--reduced]`: measures both engines and writes `docs/benchmarks.md`. */
async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { runs: { type: "string", default: "3" }, reduced: { type: "boolean", default: false } },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs: got ${values.runs}; allowed: a whole number of at least 1`);
  const { consumers, regions } = values.reduced ? sizes.reduced : sizes.full;
  const results: Results = {
    command: `npm run bench -- --runs ${runs}${values.reduced ? " --reduced" : ""}`,
    runs,
    engines: [...(await environment("dev", runs, true)), ...(await environment("prod", runs, false))],
    growth: {
      "Consumers, in two regions": await inTurn(consumers, (n) =>
        generated(`${n} consumers`, { consumers: n, regions: 2 }, runs),
      ),
      "Regions, for five consumers": await inTurn(regions, (n) => generated(`${n} regions`, { consumers: 5, regions: n }, runs)),
    },
  };
  const file = path.join(projectFolder, "docs/benchmarks.md");
  fs.writeFileSync(file, reportOf(results));
  process.stdout.write(`${file}\n`);
}

void main(process.argv.slice(2));
