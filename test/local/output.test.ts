import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(__dirname, "../..");
const preview = `node local/start.js preview --stack dev --config test/fixtures/dev.yaml --policy-pack test/fixtures/policies --out "$0" --json`;
const bash = (script: string) => spawnSync("bash", ["-c", script, dir], { cwd: root, encoding: "utf8" });

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), "output-"))));
afterEach(() => rmSync(dir, { recursive: true }));

describe("the output of a command", () => {
  it("may be cut off by who reads it", () => {
    const { stdout, stderr } = bash(`${preview} | head -c 1; echo "\${PIPESTATUS[0]}"`);
    expect([stdout, stderr]).toEqual(["{141\n", ""]);
  }, 60_000);

  it("that cannot be written is said in one sentence", () => {
    const { status, stderr } = bash(`trap "" XFSZ; ulimit -f 0; node local/start.js check --help >"$0/help.txt"`);
    expect([status, stderr]).toEqual([3, "cannot write the output: EFBIG: file too large, write\n"]);
  }, 60_000);
});
