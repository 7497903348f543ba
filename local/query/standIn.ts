import { existsSync, readFileSync, readdirSync } from "node:fs";
import { get } from "node:http";
import { basename, join } from "node:path";
import { UsageError } from "../engine/errors";
import { standFolder, StandFile } from "../stand/standFile";
import type { Row } from "./engine";
import type { Rows } from "./rows";
import { tables } from "./tables";

/**
 * The running stand-in (`npm run local`), of one stack if it is named.
 * @throws UsageError when none runs, or several do
 */
export function runningStand(stack: string | undefined): StandFile {
  const files = existsSync(standFolder) ? readdirSync(standFolder).filter((file) => file.endsWith(".json")) : [];
  const running = files
    .filter((file) => isAlive(Number(/-(\d+)\.json$/.exec(basename(file))?.[1])))
    .map((file) => JSON.parse(readFileSync(join(standFolder, file), "utf8")) as StandFile)
    .filter((one) => stack === undefined || one.stack === stack);
  const [only, ...others] = running;
  const of = stack === undefined ? "" : ` of ${stack}`;
  if (!only)
    throw new UsageError(`no stand-in${of} runs; start one with \`npm run local\`, or name rows with --rows DIR or --rows FILE`);
  if (others.length > 0)
    throw new UsageError(`--stack: several stand-ins run; allowed: ${running.map((one) => one.stack).join(", ")}`);
  return only;
}

/** Whether a process runs. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // Nobody has this number: the stand-in ended without tidying up.
  }
}

/** The rows that a running stand-in has written; tables that it does not write are empty. */
export async function rowsOfStand({ control }: StandFile): Promise<Rows> {
  const read = Object.keys(tables).map(async (table) => {
    const { status, text } = await answerOf(`${control}/logs/${table}`);
    // 404: the stand-in does not write this table.
    if (status === 404) return [table, []] as const;
    if (status !== 200) throw new UsageError(`the stand-in at ${control} answered ${status} for ${table}`);
    return [table, JSON.parse(text) as Row[]] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

/** `fetch` takes longer to load than these rows to read. */
const answerOf = (url: string): Promise<{ status: number | undefined; text: string }> =>
  new Promise((done, fail) => {
    const request = get(url, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => done({ status: answer.statusCode, text: Buffer.concat(parts).toString("utf8") }));
      answer.on("error", fail);
    });
    request.on("error", fail);
  });
