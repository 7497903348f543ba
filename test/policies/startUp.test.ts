import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(__dirname, "../..");
const pulumi = join(root, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");

/** What a pack has cost when it says its port: processor time in milliseconds, which other work on the machine moves little, and its modules. */
interface Started {
  milliseconds: number;
  modules: string[];
}

const hook = `const write = process.stdout.write.bind(process.stdout);
process.stdout.write = () => {
  const { user, system } = process.cpuUsage();
  write(JSON.stringify({ milliseconds: (user + system) / 1000, modules: Object.keys(require.cache) }));
  process.exit(0);
};`;

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "pack-start-"));
  writeFileSync(join(dir, "hook.cjs"), hook);
  symlinkSync(join(root, "node_modules"), join(dir, "node_modules"));
  writeFileSync(join(dir, "package.json"), '{"version": "1.0.0", "main": "index.js"}');
  writeFileSync(join(dir, "PulumiPolicy.yaml"), "runtime: { name: nodejs, options: { typescript: false } }\n");
  writeFileSync(join(dir, "index.js"), 'new (require("@pulumi/policy").PolicyPack)("empty", { policies: [] });');
});
afterAll(() => rmSync(dir, { recursive: true }));

function started(pack: string): Started {
  const child = spawnSync(process.execPath, ["--require", join(dir, "hook.cjs"), pulumi, "127.0.0.1:0", "."], {
    cwd: pack,
    encoding: "utf8",
    env: { ...process.env, PULUMI_CONFIG: "{}", PULUMI_NODEJS_TYPESCRIPT: "" },
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as Started;
}

const own = () => started(join(root, "test/fixtures/policies"));

describe("starting the pack", () => {
  let pack: Started;
  beforeAll(() => {
    pack = own();
  }, 120_000);

  test("loads no provider's SDK and no dependency solver", () => {
    expect(pack.modules.filter((path) => /azure-native|@pulumi[\\/]random|@npmcli|[\\/]zod[\\/]/.test(path))).toEqual([]);
    expect(pack.modules.some((path) => path.endsWith("policies/rules/index.ts"))).toBe(true);
  });

  test("costs at most 1.6 times what an empty pack of Pulumi costs", () => {
    const empty = started(dir).milliseconds;
    // Processor time varies too on a busy machine: one more try decides.
    const cost = pack.milliseconds < 1.6 * empty ? pack.milliseconds : own().milliseconds;
    expect(cost).toBeLessThan(1.6 * empty);
  }, 180_000);
});
