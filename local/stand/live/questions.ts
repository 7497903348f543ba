import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectFolder } from "../../folders";
import { tableNames } from "../../logs/tables";
import type { Parts } from "../parts";

/** A question of the query library that needs no further word. */
export interface Question {
  /** What `npm run query` calls it. */
  name: string;
  /** One line. */
  title: string;
}

/** Rows of an answer, by column; `problem`: why there are none. */
export type Answered = { rows: Readonly<Record<string, unknown>>[] } | { problem: string };

/** Most bytes of an answer. */
const maxBuffer = 64 * 1024 * 1024;

/** `npm run query` in a process of its own: the engine of queries takes a second of work, which calls must not wait for. */
const query = async (...args: string[]): Promise<string> =>
  (
    await promisify(execFile)(process.execPath, [join(projectFolder, "local", "start.js"), "query", "--json", ...args], {
      maxBuffer,
    })
  ).stdout;

let known: readonly Question[] | undefined;

/**
 * Questions that can be asked of all that was logged; those about one call or one caller need a word more.
 * @throws Error when `npm run query` fails
 */
export async function questionsOf(): Promise<readonly Question[]> {
  known ??= (JSON.parse(await query()) as (Question & { parameters: string[] })[]).filter(
    ({ parameters }) => !parameters.includes("correlationId") && !parameters.includes("caller"),
  );
  return known;
}

/** Asks a question over the rows that the environment has logged. */
export async function ask({ environment, workspace }: Parts, name: string): Promise<Answered> {
  const folder = mkdtempSync(join(tmpdir(), "shield-question-"));
  try {
    if (!(await questionsOf()).some((one) => one.name === name)) return { problem: `there is no question ${name}` };
    const rows = join(folder, "rows.json");
    // No query asks the tables of Application Insights.
    const asked = tableNames.filter((table) => !table.startsWith("App"));
    writeFileSync(rows, JSON.stringify(Object.fromEntries(asked.map((table) => [table, workspace.rows(table)]))));
    const { stack, config } = environment;
    const until = new Date(Date.now() + 1000).toISOString();
    const range = ["--now", until, "--until", until];
    const text = await query(name, "--rows", rows, "--stack", stack, ...(config ? ["--config", config] : []), ...range);
    return { rows: JSON.parse(text) as Readonly<Record<string, unknown>>[] };
  } catch (error) {
    return { problem: (error as { stderr?: string }).stderr?.trim() || String(error) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
