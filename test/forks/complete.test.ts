import { spawnSync } from "node:child_process";
import { Fork, forks, suitesOfFiles, withoutPassphrase } from "../support/fork";

/**
 * What runs in each fork: the suites that its files could turn red, or with FORKS=whole, as every night, all that its own CI would run, with packages of
 * its own.
 */
const mode = process.env["FORKS"];
if (mode !== undefined && mode !== "whole") throw new Error(`FORKS: got ${mode}; allowed: whole, or unset`);
const whole = mode === "whole";
const tests = whole ? "npm cit" : `npx jest --ci ${suitesOfFiles.join(" ")}`;

describe.each(Object.entries(forks))("a fork with %s", (_title, change) => {
  let fork: Fork;
  beforeAll(() => {
    fork = new Fork(!whole);
    change(fork);
  });
  afterAll(() => fork.close());

  it.each([tests, "npm run preview -- --all"])("%s is green", (line) => {
    const [command = "", ...args] = line.split(" ");
    const run = spawnSync(command, args, {
      cwd: fork.folder,
      encoding: "utf8",
      env: withoutPassphrase(),
      maxBuffer: 256 * 1024 * 1024,
    });
    expect([run.status, run.status === 0 ? "" : run.stdout.slice(-4000) + run.stderr.slice(-8000)]).toEqual([0, ""]);
  });
});
