import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const ci = join(__dirname, "..", "..", ".ci");

/** A project whose tools all succeed at once, so that only the script itself is tried. */
let machine: string;
const at = (...path: string[]) => join(machine, ...path);
beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), "ci-run-"));
  mkdirSync(at("bin"));
  for (const tool of ["npm", "node", "npx", "go", "pulumi", "mcs", "mono", "chromium"]) {
    writeFileSync(at("bin", tool), "#!/bin/sh\nexit 0\n");
    chmodSync(at("bin", tool), 0o755);
  }
  cpSync(ci, at("project", ".ci"), { recursive: true });
  mkdirSync(at("project", "test", "fixtures"), { recursive: true });
  writeFileSync(at("project", "test", "fixtures", "dev.yaml"), "config: {}\n");
  // Suites of the project with a script of their own.
  for (const [script] of readFileSync(join(ci, "run"), "utf8").matchAll(/^(?:test|\.ci)\/\S+$/gm)) {
    mkdirSync(dirname(at("project", script)), { recursive: true });
    writeFileSync(at("project", script), "#!/bin/sh\nexit 0\n");
    chmodSync(at("project", script), 0o755);
  }
});
afterEach(() => rmSync(machine, { recursive: true }));

const run = () =>
  spawnSync("bash", [at("project", ".ci", "run")], {
    encoding: "utf8",
    env: { ...process.env, PATH: `${at("bin")}:${process.env.PATH}` },
  });

describe("the run of everything", () => {
  it("says where it stands and with its last words what it skipped", () => {
    const { status, stderr } = run();
    expect(status).toBe(0);
    expect(stderr).toMatch(/^!!! SKIPPED: the judges that are not ours/m);
    expect(stderr.trimEnd().split("\n").at(-1)).toMatch(/^!!! SKIPPED, so not checked by this run: the judges that are not ours/);
  });

  it("ends with the exit code of what failed, and still says what it skipped", () => {
    writeFileSync(at("bin", "npm"), '#!/bin/sh\ncase "$*" in *test:e2e*) exit 7;; esac\n');
    const { status, stderr } = run();
    expect(status).toBe(7);
    expect(stderr).toContain("!!! SKIPPED, so not checked by this run");
  });
});

it("the published checks run the real engine as a job of its own, and every night another sample of faults", () => {
  const workflow = (name: string) => readFileSync(join(ci, "..", ".github", "workflows", name), "utf8");
  expect(workflow("real-engine.yml")).toMatch(/ {2}real-engine:[\s\S]*npm run test:e2e/);
  expect(workflow("nightly.yml")).toMatch(/cron:[\s\S]*FAULTS_SEED=.*test\/e2e\/faults\.test/);
});
