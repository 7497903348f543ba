import { spawnSync } from "node:child_process";
import { Fork, forks, suitesOfFiles, withoutPassphrase } from "../support/fork";

/** Forks that run all that their own CI would, each with its own packages. All four would take longer than the rest of CI. */
const complete = ["every placeholder replaced", "only Pulumi.acme.yaml, and exemptions"];

/** What runs in a fork that shares the packages of this checkout: the suites that its files could turn red. */
const noticing = `npx jest --ci ${suitesOfFiles.join(" ")}`;

const preview = "npm run preview -- --all";

describe.each(Object.entries(forks))("a fork with %s", (title, change) => {
  const whole = complete.includes(title);
  let fork: Fork;
  beforeAll(() => {
    fork = new Fork(!whole);
    change(fork);
  });
  afterAll(() => fork.close());

  it.each([[whole ? "npm cit" : noticing], [preview]])("%s is green", (line) => {
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

it("every fork that runs completely is one of the forks", () => {
  expect(Object.keys(forks)).toEqual(expect.arrayContaining(complete));
});
