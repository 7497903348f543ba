import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { baselineFile } from "../../../local/release/releases";

/** A repository with a baseline of 1.2.3. */
let project: string;
let file: string;
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: project, stdio: "ignore" });
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "releases-"));
  file = join(project, "test/fixtures/releases/1.2.3.json");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "{}");
  git("init");
  git("add", ".");
  git("commit", "--message", "Release");
});
afterEach(() => rmSync(project, { recursive: true }));

describe("the baseline of a version", () => {
  it("is written where there is none", () => {
    expect(baselineFile("1.3.0", false, project)).toBe(file.replace("1.2.3", "1.3.0"));
  });

  it("is not replaced by accident", () => {
    expect(() => baselineFile("1.2.3", false, project)).toThrow(
      /1\.2\.3\.json is there already; --replace-unreleased replaces it/,
    );
  });

  it("is replaced on purpose while the version is not released", () => {
    git("tag", "v1.2.30");
    expect(baselineFile("1.2.3", true, project)).toBe(file);
  });

  it.each([false, true])("stays once the version is released, whatever is asked (replace: %s)", (replace) => {
    git("tag", "v1.2.3");
    expect(() => baselineFile("1.2.3", replace, project)).toThrow(
      /1\.2\.3 is released \(tag v1\.2\.3\), so its baseline .* stays/,
    );
  });
});

it("npm run release:baseline refuses another flag", () => {
  const args = ["--import", "tsx", "local/release/main.ts", "--force"];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect([status, stderr]).toEqual([2, "unknown argument --force; allowed: --replace-unreleased\n"]);
});
