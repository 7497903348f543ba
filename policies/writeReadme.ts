import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "./rules";
import { pagesFile, rulePages, withRuleTable } from "./ruleTable";

// `node --import tsx policies/writeReadme.ts` brings the generated part of the README and the pages of the rules up to date.
const path = join(__dirname, "README.md");
writeFileSync(path, withRuleTable(readFileSync(path, "utf8"), rules));
writeFileSync(join(__dirname, pagesFile), rulePages(rules));
