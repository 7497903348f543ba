import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const script = join(__dirname, "..", "..", ".ci", "pull-request-comment");
let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), "comment-"))));
afterEach(() => rmSync(dir, { recursive: true }));

function folder(name: string, report: string): string {
  mkdirSync(join(dir, name));
  writeFileSync(join(dir, name, "report.md"), report);
  return join(dir, name);
}

it("has the marker first, then the summary of each stack without its resources", () => {
  const folders = [folder("dev", "# Dev\n\n## Who\n\n| a | b |\n\n## Resources\n\nmany"), folder("prod", "# Prod\n")];
  const text = execFileSync(script, folders, { encoding: "utf8" });
  expect(text.split("\n")[0]).toBe("<!-- azure-openai-shield preview -->");
  expect([text.includes("| a | b |"), text.includes("# Prod"), text.includes("many")]).toEqual([true, true, false]);
});

it("has what the rules say before the summary", () => {
  const dev = folder("dev", "# Dev\n");
  writeFileSync(`${dev}.md`, "### Rules\n");
  const text = execFileSync(script, [dev], { encoding: "utf8" });
  expect(text.indexOf("### Rules")).toBeGreaterThan(0);
  expect(text.indexOf("### Rules")).toBeLessThan(text.indexOf("# Dev"));
});

it("stays within what GitHub takes", () => {
  const text = execFileSync(script, [folder("dev", `# Dev\n${"| a line of a table |\n".repeat(9000)}`)], { encoding: "utf8" });
  expect([text.length < 65_536, text.includes("The rest is among the artefacts")]).toEqual([true, true]);
});
