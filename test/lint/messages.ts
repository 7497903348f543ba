import { execFileSync } from "node:child_process";
import * as path from "node:path";

/** A file of the project, and code that is judged as if it stood there. */
export type Case = readonly [file: string, code: string];

/** What one rule of the project's lint says about each piece of code. */
export function messagesOf(rule: string, cases: readonly Case[]): string[][] {
  const answer = execFileSync(process.execPath, [path.join(__dirname, "lint.mjs"), rule], {
    cwd: path.resolve(__dirname, "../.."),
    encoding: "utf8",
    input: JSON.stringify(cases),
  });
  return JSON.parse(answer) as string[][];
}
