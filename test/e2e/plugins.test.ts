import { spawn } from "node:child_process";
import * as path from "node:path";
import { projectFolder } from "../../local/pulumi/folders";
import { preparePlugins, startScripts } from "../../local/pulumi/plugins";
import { rules } from "./support/shield";

/** Milliseconds until a plugin has printed the port on which it serves. @param pack the folder of the rules, for the analyzer */
function startTime(script: string, pack?: string): Promise<number> {
  const begin = performance.now();
  const args = ["127.0.0.1:1", ...(pack ? [pack] : [])];
  const plugin = spawn(script, args, { stdio: ["ignore", "pipe", "inherit"], ...(pack && { cwd: pack }) });
  return new Promise((resolve, reject) => {
    plugin.on("error", reject);
    plugin.stdout.once("data", (line: Buffer) => {
      const milliseconds = performance.now() - begin;
      plugin.kill("SIGKILL");
      if (/^\d+\n$/.test(line.toString())) resolve(milliseconds);
      else reject(new Error(`${script} printed ${line.toString()} instead of a port`));
    });
  });
}

/** Best of some starts of each: the machine may be busy with something else at any one of them, so they take turns. */
async function bestStarts(times: number, ...starts: (() => Promise<number>)[]): Promise<number[]> {
  const best = starts.map(() => Infinity);
  for (let turn = 0; turn < times; turn++)
    for (const [index, start] of starts.entries()) best[index] = Math.min(best[index] ?? Infinity, await start());
  return best;
}

const scripts = Object.keys(startScripts("/bundles"));
const analyzers = scripts.filter((script) => script.startsWith("analyzer-"));
const fileOf = async (script: string): Promise<string> => path.join(await preparePlugins(), script);

it.each(scripts.filter((script) => !analyzers.includes(script)))("%s serves within half a second", async (script) => {
  const file = await fileOf(script);
  const [best] = await bestStarts(10, () => startTime(file));
  expect(best).toBeLessThan(500);
});

/**
 * The exception: the analyzer is Pulumi's `run-policy-pack`, and loading Pulumi's SDK alone takes it more than half a second here. What is
 * ours, the script that starts it and the rules with their TypeScript, is what it takes longer than for a pack of no rules.
 */
it.each(analyzers)("%s serves our rules within half a second of when it would serve none", async (script) => {
  const file = await fileOf(script);
  const empty = path.join(projectFolder, "test/fixtures/e2e/empty-pack");
  const [ours = Infinity, none = 0] = await bestStarts(
    6,
    () => startTime(file, rules),
    () => startTime(file, empty),
  );
  process.stdout.write(`analyzer until it serves: our rules ${ours.toFixed(0)} ms, no rules ${none.toFixed(0)} ms\n`);
  expect(ours - none).toBeLessThan(500);
});
