import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formats } from "../../local/check/formats";

const root = join(__dirname, "../..");
const page = readFileSync(join(root, "docs/check.md"), "utf8");
const block = (kind: string) => new RegExp("```" + kind + "\n([\\s\\S]*?)```").exec(page)![1]!;

test("docs/check.md has every format and no other", () => {
  const section = page.slice(page.indexOf("## What it writes"), page.indexOf("## An example"));
  expect([...section.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name).filter((name) => name !== "--format")).toEqual(
    Object.keys(formats),
  );
});

test("the example of docs/check.md ends as the page says", () => {
  const file = join(mkdtempSync(join(tmpdir(), "example-")), "state.json");
  writeFileSync(file, block("json"));
  // With lists of its own: what a fork exempts would be said too.
  const env = { PATH: process.env.PATH, POLICY_PACK_CONFIG: "" };
  const { status, stdout } = spawnSync(
    process.execPath,
    ["local/start.js", "check", file, "--policy-pack", "test/fixtures/policies"],
    { cwd: root, encoding: "utf8", env },
  );
  expect([status, stdout]).toEqual([1, block("text")]);
});
