import { existsSync, readFileSync } from "node:fs";
import { UsageError, messageOf } from "../engine/errors";
import { Query, listing, queryNamed, questions } from "./catalogue";
import { Engine, Value, moment } from "./engine";
import { factsOf } from "./facts";
import { Options, momentOf, readOptions, secondsOf } from "./options";
import { Rows, readRows } from "./rows";
import { rowsOfStand, runningStand } from "./standIn";
import { tableText } from "./table";
import { tables } from "./tables";
import { translationOf } from "./translations";
import { text } from "./kql/sql";

/** Exit codes: usage refused; the query is wrong or cannot be run. */
const [refusedExitCode, failedExitCode] = [2, 3] as const;

/**
 * `npm run query`: a query of the library, or of a file, over rows.
 * @returns 0; 2: usage refused; 3: the query is wrong, or outside of what the runner has.
 */
export async function queryCommand(args: string[]): Promise<number> {
  try {
    const options = readOptions(args);
    if (options.name === undefined) process.stdout.write(options.json ? `${JSON.stringify(questions())}\n` : listing());
    else await run(options.name, options);
    return 0;
  } catch (error) {
    // Known by its name, so that the language service need not be loaded.
    const isKqlError = error instanceof Error && error.constructor.name === "KqlError";
    if (!isKqlError && !(error instanceof UsageError)) throw error;
    process.stderr.write(`error: ${messageOf(error)}\n`);
    return isKqlError ? failedExitCode : refusedExitCode;
  }
}

async function run(name: string, options: Options): Promise<void> {
  const query = name.endsWith(".kql") ? ofFile(name) : queryNamed(name);
  // The database opens while rows and facts are read.
  const opening = Engine.create(tables);
  try {
    const stand = options.rows === undefined ? runningStand(options.stack) : undefined;
    const rows = stand ? await rowsOfStand(stand) : readRows(options.rows!);
    const facts = await factsOf({ stack: options.stack ?? stand?.stack, config: options.config ?? stand?.config });
    const translation = await translationOf(query.text(facts), query.parameters);
    const range = rangeOf(rows, options, stand !== undefined);
    const given = givenTo(query, options, range);
    const engine = await opening;
    for (const table of Object.keys(tables) as (keyof typeof tables)[])
      if (translation.sql.includes(table)) await engine.add(table, tables[table], rows[table] ?? []);
    await engine.see({ now: range.now });
    const found = await engine.run(translation, given);
    process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : shown(translation.columns, found, query, range));
  } finally {
    (await opening).close();
  }
}

/** A query of the reader's own. */
function ofFile(path: string): Query {
  if (!existsSync(path)) throw new UsageError(`${path}: there is no such file`);
  return { name: path, title: "", text: () => readFileSync(path, "utf8"), parameters: [] };
}

interface Range {
  since: string;
  until: string;
  now: string;
}

/** The range that a query is about: as given, else that of the rows, or where there are none the last hour. Rows of a file are looked at from the moment of the last one on. */
function rangeOf(rows: Rows, options: Options, live: boolean): Range {
  const times = Object.values(rows).flatMap((some) => some.map((row) => Date.parse(String(row._ingested ?? row.TimeGenerated))));
  const began = Object.values(rows).flatMap((some) => some.map((row) => Date.parse(String(row.TimeGenerated))));
  const last = new Date(times.reduce((one, other) => Math.max(one, other), 0) + 1);
  const now =
    options.now === undefined ? (live || times.length === 0 ? new Date() : last) : momentOf("now", options.now, new Date());
  const first = new Date(began.reduce((one, other) => Math.min(one, other), now.getTime() - (began.length > 0 ? 1 : 3_600_000)));
  const since = options.since === undefined ? first : momentOf("since", options.since, now);
  const until = options.until === undefined ? now : momentOf("until", options.until, now);
  if (since >= until) throw new UsageError(`--since ${since.toISOString()} is not before --until ${until.toISOString()}`);
  return { since: since.toISOString(), until: until.toISOString(), now: now.toISOString() };
}

/** Values of a query's parameters, in SQL. */
function givenTo(query: Query, options: Options, range: Range): Record<string, string> {
  const known = new Set(query.parameters.map(({ name }) => name));
  const strings = {
    consumer: options.consumer ?? "*",
    onlyModel: options.model ?? "*",
    onlyRegion: options.region ?? "*",
    correlationId: options.call ?? "",
    caller: options.caller ?? "",
  };
  const needed = { correlationId: "call", caller: "caller" } as const;
  for (const [parameter, option] of Object.entries(needed)) refuseOption(option, known.has(parameter), options[option], query);
  const step = secondsOf(options.step ?? "1h");
  if (step === undefined || step === 0) throw new UsageError(`--step ${options.step}: allowed: a span such as 5m, 1h, 1d`);
  const all: Record<string, string> = {
    since: moment(range.since),
    until: moment(range.until),
    step: `CAST(${step * 1_000_000} AS BIGINT)`,
    ...Object.fromEntries(Object.entries(strings).map(([name, value]) => [name, text(value)])),
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => known.has(name)));
}

function refuseOption(option: string, takes: boolean, given: string | undefined, { name }: Query): void {
  if (takes && given === undefined) throw new UsageError(`${name}: --${option} is missing`);
  if (!takes && given !== undefined) throw new UsageError(`--${option}: ${name} does not take it`);
}

function shown(columns: Parameters<typeof tableText>[0], rows: Record<string, Value>[], query: Query, range: Range): string {
  const about = query.parameters.length > 0 ? ` from ${range.since} to ${range.until}` : `, run at ${range.now}`;
  const count = `${rows.length} row${rows.length === 1 ? "" : "s"}${about}\n`;
  return rows.length > 0 ? `${tableText(columns, rows)}\n${count}` : count;
}
