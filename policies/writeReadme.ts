import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "./rules";
import { withRuleTables } from "./ruleTable";

// `node --import tsx policies/writeReadme.ts` brings the generated part of the README up to date.
const path = join(__dirname, "README.md");
writeFileSync(path, withRuleTables(readFileSync(path, "utf8"), rules));
