import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../policies/rules";
import { pagesFile, rulePages, withRuleTable } from "../../policies/ruleTable";
import { why } from "../../policies/why";

const textOf = (file: string) => readFileSync(join(__dirname, "../../policies", file), "utf8");

test("the README's table is that of the rules", () => {
  expect(textOf("README.md")).toBe(withRuleTable(textOf("README.md"), rules));
});

test("the pages are those of the rules", () => {
  expect(textOf(pagesFile)).toBe(rulePages(rules));
});

test("each rule says why it matters, and nothing else does", () => {
  expect(Object.keys(why).sort()).toEqual(rules.map(({ name }) => name).sort());
});

test("a README without the markers is refused", () => {
  expect(() => withRuleTable("# Rules", rules)).toThrow("the README lacks");
});
