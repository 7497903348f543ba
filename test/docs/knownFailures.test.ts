import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");
const document = readFileSync(join(root, "docs", "known-failures.md"), "utf8");

/** File and words of the last column of each row: a test file, and what one of its tests is called or looks for. */
const shown = [...document.matchAll(/\| `(test\/[^`]+)`: (.+?) +\|$/gm)].map(
  ([, file = "", words = ""]) => [file, words] as const,
);

it("the document of known failures has a test in each row", () => {
  const rows = document.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| ---"));
  expect(shown).toHaveLength(rows.length - 1);
  expect(shown.length).toBeGreaterThan(10);
});

it.each(shown)("a known failure is shown by %s: %s", (file, words) => {
  expect(existsSync(join(root, file))).toBe(true);
  expect(readFileSync(join(root, file), "utf8")).toContain(words);
});
