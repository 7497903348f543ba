import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Column } from "./kql/language";
import { absent, clock, name, sqlType, text, variableOf } from "./kql/sql";
import type { Translation } from "./kql/translate";
import type { TableColumns } from "./tables";

/** One row as Log Analytics holds it, in its table's columns. `_ingested`: when it arrived, ISO 8601; default: at once. */
export type Row = Readonly<Record<string, unknown>>;

/** What a query sees of the rows; times are ISO 8601 in UTC. */
export interface View {
  /** Rows generated from here on. Default: all. */
  from?: string;
  /** Rows generated before this. Default: all. */
  to?: string;
  /** Moment of the query: what arrives later is not there yet. */
  now: string;
}

/** A value of a result: a moment is ISO 8601, a span is written as in the query language, a dynamic value is what it holds,
 * what is no finite number (the average of nothing) is the text `NaN` or `Infinity`, as Azure writes it. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** Rows that are seen: of a range, and arrived by the moment of the query. */
const seen = `TimeGenerated >= getvariable('seen_from') AND TimeGenerated < getvariable('seen_to') AND "$arrived" <= ${clock}`;

/** Moments at which a query runs again, each time over what happened shortly before. */
export interface Replay {
  /** The moments, ISO 8601. */
  moments: readonly string[];
  /** Rows generated in so many minutes before a moment are seen, if they have arrived by then. */
  minutes: number;
}

/** Rows of a workspace in DuckDB, on which translated queries run. */
export class Engine {
  private constructor(
    private readonly connection: DuckDBConnection,
    private readonly tables: readonly string[],
  ) {}

  /** @param tables The tables of the workspace; all of them are there, with rows or without. */
  static async create(tables: Readonly<Record<string, TableColumns>>): Promise<Engine> {
    const instance = await DuckDBInstance.create(":memory:", { threads: "1", allow_unsigned_extensions: "false" });
    const engine = new Engine(await instance.connect(), Object.keys(tables));
    // A view is made of variables that are there.
    await engine.see({ now: new Date().toISOString() });
    const made = Object.entries(tables).map(([table, columns]) => {
      const typed = Object.entries(columns).map(([column, type]) => `${name(column)} ${sqlType(type)}`);
      return `CREATE TABLE rows.${name(table)} (${[...typed, `"$arrived" TIMESTAMP`].join(", ")});`;
    });
    const views = Object.keys(tables).map(
      (table) => `CREATE VIEW ${name(table)} AS SELECT * FROM rows.${name(table)} WHERE ${seen};`,
    );
    await engine.connection.run(`SET TimeZone = 'UTC'; CREATE SCHEMA rows; ${[...made, ...views].join("\n")}`);
    return engine;
  }

  /** Adds rows to a table. A column that the table does not have is left out, as Log Analytics does. */
  async add(table: string, columns: TableColumns, rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    const folder = mkdtempSync(join(tmpdir(), "shield-rows-"));
    const file = join(folder, "rows.json");
    try {
      writeFileSync(file, rows.map((row) => JSON.stringify(row)).join("\n"));
      await this.connection.run(loading(table, columns, file));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /**
   * Adds rows that DuckDB makes itself.
   * @param values SQL of a column's value, by column; `$arrived` is when the row is there, default: at once.
   * @param from SQL after `FROM`, whose columns the values may use.
   */
  async fill(table: string, columns: TableColumns, values: Readonly<Record<string, string>>, from: string): Promise<void> {
    const all = Object.entries(columns).map(([column, type]) => values[column] ?? absent(type));
    const arrived = values.$arrived ?? values.TimeGenerated;
    await this.connection.run(`INSERT INTO rows.${name(table)} SELECT ${[...all, arrived].join(", ")} FROM ${from}`);
  }

  /** Sets what queries see from now on. */
  async see({ from = "0001-01-01", to = "9999-01-01", now }: View): Promise<void> {
    const variables = { seen_from: from, seen_to: to, clock: now };
    const set = Object.entries(variables).map(([variable, at]) => `SET VARIABLE ${variable} = ${moment(at)};`);
    await this.connection.run(set.join(" "));
  }

  /** Runs a translated query with values for its parameters, as SQL. */
  async run({ sql, columns }: Translation, given: Readonly<Record<string, string>> = {}): Promise<Record<string, Value>[]> {
    for (const [parameter, value] of Object.entries(given))
      await this.connection.run(`SET VARIABLE ${variableOf(parameter)} = ${value}`);
    return this.read(`SELECT ${columns.map(shown).join(", ")} FROM (${sql})`, columns);
  }

  /**
   * Runs a translated query at many moments, in one statement: a thousand runs of their own take minutes.
   * @returns Rows of all moments; the column `$at` is the moment.
   */
  async replay({ sql, columns }: Translation, { moments, minutes }: Replay): Promise<Record<string, Value>[]> {
    const at = `"$moment"."$at"`;
    // The names of the tables stand for what each moment sees of them.
    const visible = `TimeGenerated >= ${at} - INTERVAL ${minutes} MINUTE AND TimeGenerated < ${at} AND "$arrived" <= ${at}`;
    const tables = this.tables.map((table) => `${name(table)} AS (SELECT * FROM rows.${name(table)} WHERE ${visible})`);
    const all: Column[] = [{ name: "$at", type: "datetime" }, ...columns];
    const run = `WITH ${tables.join(", ")} SELECT * FROM (${sql.replaceAll(clock, at)})`;
    const from = `(SELECT unnest([${moments.map(moment).join(", ")}]) AS "$at") AS "$moment", LATERAL (${run})`;
    return this.read(`SELECT ${all.map(shown).join(", ")} FROM ${from} ORDER BY "$at"`, all);
  }

  private async read(sql: string, columns: readonly Column[]): Promise<Record<string, Value>[]> {
    const rows = (await this.connection.runAndReadAll(sql)).getRowsJson();
    return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column.name, valueOf(row[at], column)])));
  }

  /** Closes the database; nothing of it is kept. */
  close(): void {
    this.connection.closeSync();
  }
}

/** A moment in SQL. */
export const moment = (iso: string): string =>
  `CAST(${text(new Date(iso).toISOString().replace("T", " ").replace("Z", ""))} AS TIMESTAMP)`;

function loading(table: string, columns: TableColumns, file: string): string {
  const kinds = [...Object.entries(columns).map(([column, type]) => [column, sqlType(type)]), ["_ingested", "TIMESTAMP"]];
  const schema = kinds.map(([column, kind]) => `${text(column!)}: ${text(kind!)}`).join(", ");
  // A string is never null in the query language.
  const values = Object.entries(columns).map(([column, type]) =>
    type === "string" ? `coalesce(${name(column)}, '')` : type === "dynamic" ? `nullif(${name(column)}, 'null')` : name(column),
  );
  return `INSERT INTO rows.${name(table)} SELECT ${values.join(", ")}, coalesce(_ingested, TimeGenerated) FROM read_json(${text(file)}, format = 'newline_delimited', columns = {${schema}}, maximum_object_size = 67108864)`;
}

/** A column of the result as something that JSON can hold without loss. */
function shown({ name: column, type }: Column): string {
  if (type === "datetime") return `strftime(${name(column)}, '%Y-%m-%dT%H:%M:%S.%fZ') AS ${name(column)}`;
  if (type === "dynamic") return `CAST(${name(column)} AS VARCHAR) AS ${name(column)}`;
  return name(column);
}

function valueOf(value: unknown, { type }: Column): Value {
  if (value === null || value === undefined) return null;
  if (type === "dynamic") return JSON.parse(String(value)) as Value;
  if (type === "long" || type === "int" || type === "real") return Number.isFinite(Number(value)) ? Number(value) : String(value);
  if (type === "timespan") return spanText(BigInt(String(value)));
  return type === "bool" ? Boolean(value) : String(value);
}

/** `[-][d.]hh:mm:ss[.ffffff]`, from microseconds. */
function spanText(microseconds: bigint): string {
  const [sign, all] = microseconds < 0n ? ["-", -microseconds] : ["", microseconds];
  const two = (value: bigint): string => String(value).padStart(2, "0");
  const seconds = all / 1_000_000n;
  const days = seconds / 86_400n;
  const fraction = all % 1_000_000n > 0n ? `.${String(all % 1_000_000n).padStart(6, "0")}` : "";
  return `${sign}${days > 0n ? `${days}.` : ""}${two((seconds / 3600n) % 24n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}${fraction}`;
}
