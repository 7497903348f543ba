import { readdirSync } from "node:fs";
import { join } from "node:path";
import { levelOf } from "../../../policies/base/rule";
import { rules } from "../../../policies/rules";

const folder = join(__dirname, "../../../policies/rules");
const files = readdirSync(folder).filter((file) => file !== "index.ts");

test("every file is a rule of the pack, named like it", () => {
  expect(rules.map((rule) => `${rule.name}.ts`).sort()).toEqual(files.sort());
});

test.each([
  ["critical", "mandatory"],
  ["high", "mandatory"],
  ["medium", "advisory"],
  ["low", "advisory"],
] as const)("%s rules are %s", (severity, level) => {
  expect(levelOf(severity)).toBe(level);
});

test.each(rules.map((rule) => [rule.name, rule] as const))("%s has a sentence each for check and remediation", (_, rule) => {
  expect(rule.description).toMatch(/^[A-Z].*\.$/);
  expect(rule.remediation).toMatch(/^[A-Z].*\.$/);
});
