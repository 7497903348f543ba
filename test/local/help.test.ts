import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
const started = Object.entries(scripts).flatMap(([script, line]) => {
  const command = /^node local\/start\.js (\S+)$/.exec(line)?.[1];
  return command === undefined ? [] : [[script, command] as const];
});

it("knows the commands of package.json", () => expect(started.length).toBeGreaterThan(9));

it.each(started)("npm run %s -- --help says how it is called, and does nothing", (script, command) => {
  const run = spawnSync(process.execPath, ["local/start.js", command, "--help"], { cwd: root, encoding: "utf8" });
  expect([run.status, run.stderr, run.stdout.split("\n")[0]]).toEqual([0, "", expect.stringContaining(`npm run ${script}`)]);
});
