import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../policies/rules";
import { withRuleTables } from "../../policies/ruleTable";

test("the README's tables are those of the rules", () => {
  const readme = readFileSync(join(__dirname, "../../policies/README.md"), "utf8");
  expect(readme).toBe(withRuleTables(readme, rules));
});

test("a README without the markers is refused", () => {
  expect(() => withRuleTables("# Rules", rules)).toThrow("the README lacks");
});
