import { SpawnSyncReturns, spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Fork, forks, suitesOfFiles, withoutPassphrase } from "../support/fork";

const root = join(__dirname, "..", "..");
const run = (fork: Fork, ...args: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, args, { cwd: fork.folder, encoding: "utf8", env: withoutPassphrase() });

let fork: Fork;
beforeEach(() => (fork = new Fork()));
afterEach(() => fork.close());

it("a fork with an encrypted PFX previews without naming its stack or giving a passphrase, and stays green", () => {
  forks["an encrypted PFX and no passphrase"]?.(fork);
  const preview = run(fork, "local/start.js", "preview");
  expect([preview.status, preview.stderr]).toEqual([0, "note: the stack is acme, the only one that has a file here\n"]);
  expect(preview.stdout).toContain("the secret cannot be decrypted here; it is unknown in this plan");
  const tests = run(fork, "node_modules/jest/bin/jest.js", "--ci", "-w", "1", ...suitesOfFiles);
  expect([tests.status, tests.status === 0 ? "" : tests.stderr]).toEqual([0, ""]);
}, 300_000);

it("one command previews every stack file, whatever its name, and ends with the worst outcome", () => {
  forks["other regions and teams"]?.(fork);
  fork.write("Pulumi.broken.yaml", "conf: {}\n");
  const { status, stdout, stderr } = run(fork, "local/start.js", "preview", "--all");
  expect(stdout.trim().split("\n").slice(-2)).toEqual(["broken: the settings are refused", "dev: clean"]);
  expect(stderr).toContain("Pulumi.broken.yaml:1: conf: is no section of a stack file; did you mean config?");
  expect(status).toBe(2);
}, 300_000);

it("no test names a stack file of the fork's", () => {
  const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const reads = files.filter((file) =>
    /(settingsIn|stackFile|readFileSync|planAfter)\([^)]*["'`]Pulumi\.(dev|prod)\.yaml/.test(
      readFileSync(join(root, "test", file), "utf8"),
    ),
  );
  expect(reads).toEqual([]);
});

it("an upgrade that would delete what a fork has deployed is seen against the fork's baseline, and ends with 4", () => {
  forks["other regions and teams"]?.(fork);
  const kept = run(fork, "local/start.js", "baseline");
  expect([kept.status, kept.stdout]).toEqual([0, "baselines/dev.json\n"]);
  const deployed = fork.read("Pulumi.dev.yaml");
  // As if a later version no longer made the second region's account.
  fork.write("Pulumi.dev.yaml", deployed.replace(/ {6}- location: westeurope\n(?: {8}.*\n)+/, ""));
  const { status, stdout } = run(fork, "local/start.js", "preview", "--all");
  expect(stdout.trim().split("\n").at(-1)).toBe("dev: something of its baseline would be deleted or replaced");
  expect(stdout).toContain("azure-native:cognitiveservices:Account openai-westeurope: is gone");
  expect(status).toBe(4);
}, 300_000);
