import * as fs from "node:fs";
import * as path from "node:path";
import type { Plan } from "../engine/plan";
import { Difference, differences } from "./differences";
import { savePlans } from "./save";

const usage = `npm run plans -- save DIR            writes the plans of every stack file and fixture into DIR
npm run plans -- compare BEFORE AFTER  compares two such folders: what would be deployed otherwise
`;

const plansIn = (folder: string): string[] =>
  fs
    .readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort();
const read = (folder: string, file: string): Plan => JSON.parse(fs.readFileSync(path.join(folder, file), "utf8")) as Plan;
const text = (value: unknown): string => JSON.stringify(value)?.slice(0, 200) ?? "nothing";
const line = ({ urn, path: at, before, after }: Difference): string =>
  `  ${urn.split("::").slice(-2).join("::")} ${at}\n    before: ${text(before)}\n    after:  ${text(after)}\n`;

/** @returns the exit code: 0 equal, 1 different */
function compare(before: string, after: string): number {
  const files = [...new Set([...plansIn(before), ...plansIn(after)])].sort();
  const found = files.map((file) => {
    const missing = [before, after].find((folder) => !fs.existsSync(path.join(folder, file)));
    const list = missing ? [] : differences(read(before, file), read(after, file));
    process.stdout.write(`${file}: ${missing ? `not in ${missing}` : `${list.length} differences`}\n${list.map(line).join("")}`);
    return missing !== undefined || list.length > 0;
  });
  return found.includes(true) || files.length === 0 ? 1 : 0;
}

/**
 * `npm run plans`: keeps the plans of all configurations, and compares them before and after a change that is to change nothing.
 *
 * @returns the exit code: 0 saved or equal, 1 different or failed, 2 wrong use
 */
function main([command, ...folders]: readonly string[]): number {
  try {
    const [first, second] = folders;
    if (command === "save" && first && folders.length === 1) {
      savePlans(first, (name) => process.stdout.write(`${name}\n`));
      return 0;
    }
    if (command === "compare" && first && second && folders.length === 2) return compare(first, second);
    process.stderr.write(usage);
    return 2;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
}

process.exitCode = main(process.argv.slice(2));
