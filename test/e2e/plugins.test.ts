import { spawn } from "node:child_process";
import * as path from "node:path";
import { preparePlugins, startScripts } from "../../local/pulumi/plugins";

/** Milliseconds until a plugin has printed the port on which it serves. */
function startTime(script: string): Promise<number> {
  const begin = performance.now();
  const plugin = spawn(script, ["127.0.0.1:1"], { stdio: ["ignore", "pipe", "inherit"] });
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

/** The policy pack's start script is not among them: its time is that of the rules. */
const servers = Object.keys(startScripts("/bundles")).filter((script) => !script.startsWith("analyzer-"));

it.each(servers)("%s serves within half a second", async (script) => {
  const file = path.join(await preparePlugins(), script);
  // The best of ten: the machine may be busy with something else at any one of them.
  const times: number[] = [];
  while (times.length < 10) times.push(await startTime(file));
  expect(Math.min(...times)).toBeLessThan(500);
});
