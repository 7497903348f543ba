import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { titlesIn } from "../support/testTitles";

const root = join(__dirname, "..", "..");
const document = readFileSync(join(root, "docs", "known-failures.md"), "utf8");

/** The rows of the table, without its head: their cells. A cell may contain `\|`. */
const rows = document
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| ---"))
  .slice(1)
  .map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

/** Between the titles of a block and of what is in it. */
const within = " › ";

/** The tests that a row names in its last cell: `` `file`: title `` and more of them after semicolons. */
const citations = rows.flatMap(([what = "", , , shown = ""]) =>
  shown.split(/;\s+(?=`test\/)/).map((citation): [what: string, file: string, title: string] => {
    const [, file = "", title = ""] = /^`(test\/[^`]+\.test\.ts)`: (.+)$/.exec(citation) ?? [];
    return [what, file, title];
  }),
);

it("the table of known failures has four cells in each row, none of them empty", () => {
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter((cells) => cells.length !== 4 || cells.includes(""))).toEqual([]);
});

it.each(citations)("%s is shown by a test that there is: %s: %s", (_what, file, title) => {
  expect([file, existsSync(join(root, file))]).toEqual([expect.stringMatching(/./), true]);
  const titles = titlesIn(join(root, file)).flatMap((path) => path.map((_, from) => path.slice(from).join(within)));
  expect(titles).toContain(title);
});
