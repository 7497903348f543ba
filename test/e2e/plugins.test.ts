import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectFolder } from "../../local/folders";
import { preparePlugins, startScripts } from "../../local/pulumi/plugins";
import { rules } from "./support/shield";

/** Milliseconds of one tick of a process's clock in /proc (`sysconf(_SC_CLK_TCK)` is 100 on Linux). */
const tick = 10;

/** What a start takes, in milliseconds. */
interface Start {
  elapsed: number;
  /** Time of the processors, which other work on the machine does not change; undefined where there is no /proc. */
  processor: number | undefined;
}

function processorTime(pid = 0): number | undefined {
  const file = `/proc/${pid}/stat`;
  if (!fs.existsSync(file)) return undefined;
  // Behind the name in brackets: user and system time are the 14th and 15th field.
  const fields = fs.readFileSync(file, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return tick * (Number(fields[11]) + Number(fields[12]));
}

/** What it takes until a plugin has printed the port on which it serves. @param pack the folder of the rules, for the analyzer */
function start(script: string, pack?: string): Promise<Start> {
  const begin = performance.now();
  const args = ["127.0.0.1:1", ...(pack ? [pack] : [])];
  const plugin = spawn(script, args, { stdio: ["ignore", "pipe", "inherit"], ...(pack && { cwd: pack }) });
  return new Promise((resolve, reject) => {
    plugin.on("error", reject);
    plugin.stdout.once("data", (line: Buffer) => {
      const taken = { elapsed: performance.now() - begin, processor: processorTime(plugin.pid) };
      plugin.kill("SIGKILL");
      if (/^\d+\n$/.test(line.toString())) resolve(taken);
      else reject(new Error(`${script} printed ${line.toString()} instead of a port`));
    });
  });
}

/** Best of some starts of each, which take turns: processor time where it is known. Prints both. */
async function best(times: number, what: string, ...starts: (() => Promise<Start>)[]): Promise<number[]> {
  const all: Start[][] = starts.map(() => []);
  for (let turn = 0; turn < times; turn++) for (const [index, one] of starts.entries()) all[index]?.push(await one());
  const least = (numbers: (number | undefined)[]) => Math.min(...numbers.map((number) => number ?? Infinity));
  return all.map((found) => {
    const [elapsed, processor] = [least(found.map((one) => one.elapsed)), least(found.map((one) => one.processor))];
    process.stdout.write(`${what}: ${elapsed.toFixed(0)} ms until it serves, ${processor.toFixed(0)} ms of processor time\n`);
    return Number.isFinite(processor) ? processor : elapsed;
  });
}

const scripts = Object.keys(startScripts("/bundles"));
const analyzers = scripts.filter((script) => script.startsWith("analyzer-"));
const fileOf = async (script: string): Promise<string> => path.join(await preparePlugins(), script);

it.each(scripts.filter((script) => !analyzers.includes(script)))(
  "%s serves within half a second of processor time",
  async (script) => {
    const file = await fileOf(script);
    const [least] = await best(5, script, () => start(file));
    expect(least).toBeLessThan(500);
  },
);

/**
 * The exception: the analyzer is Pulumi's `run-policy-pack`, and loading Pulumi's SDK alone takes it more than half a second here. What is
 * ours, the script that starts it and the rules with their TypeScript, is what it takes longer than for a pack of no rules.
 */
it.each(analyzers)("%s serves our rules with half a second of processor time more than none", async (script) => {
  const file = await fileOf(script);
  const empty = path.join(projectFolder, "test/fixtures/e2e/empty-pack");
  const [ours = Infinity, none = 0] = await best(
    4,
    script,
    () => start(file, rules),
    () => start(file, empty),
  );
  expect(ours - none).toBeLessThan(500);
});
