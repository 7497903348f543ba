import { spawnSync } from "node:child_process";
import { Fork, forks, withoutPassphrase } from "../support/fork";

/** Everything that a fork's CI would run on it. */
describe.each(Object.entries(forks))("a fork with %s", (_title, change) => {
  let fork: Fork;
  beforeAll(() => {
    fork = new Fork(false);
    change(fork);
  });
  afterAll(() => fork.close());

  it.each([["cit"], ["run preview -- --all"]])("npm %s is green", (command) => {
    const run = spawnSync("npm", command.split(" "), {
      cwd: fork.folder,
      encoding: "utf8",
      env: withoutPassphrase(),
      maxBuffer: 256 * 1024 * 1024,
    });
    expect([run.status, run.status === 0 ? "" : run.stdout.slice(-4000) + run.stderr.slice(-8000)]).toEqual([0, ""]);
  });
});
