import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { UsageError, messageOf } from "../engine/errors";
import type { Row } from "./engine";
import { tables } from "./tables";

/** Rows by table. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

/**
 * Rows of a folder with a file for each table (`TABLE.json`: an array, or one row a line; `.jsonl` and `.ndjson` too), or with the containers of the
 * archive (`am-<table>`, whatever folders its blobs are in), or of one file with an object of tables: `{"TABLE": [ROW, …]}`.
 * @throws UsageError naming the file and what is wrong with it
 */
export function readRows(path: string): Rows {
  if (!existsSync(path)) throw new UsageError(`--rows ${path}: there is no such file or folder`);
  if (!statSync(path).isDirectory()) return checked(tablesOf(readJson(path), path), path);
  const files = readdirSync(path).filter(holdsRows);
  const found = files.map((file) => [basename(file, extname(file)), rowsOf(join(path, file))] as const);
  const containers = readdirSync(path).filter((name) => name.startsWith("am-") && statSync(join(path, name)).isDirectory());
  const archived = containers.map((container) => [tableOf(container), archivedRows(join(path, container))] as const);
  const all = [...found, ...archived];
  if (all.length === 0)
    throw new UsageError(
      `--rows ${path}: holds no file of a table, such as ApiManagementGatewayLogs.json, and no container of the archive, am-…`,
    );
  return checked(Object.fromEntries(all), path);
}

const holdsRows = (file: string): boolean => [".json", ".jsonl", ".ndjson"].includes(extname(file));

/** Table of a container of the archive, whose name Azure writes in lower case. */
function tableOf(container: string): string {
  const lower = container.slice("am-".length);
  return Object.keys(tables).find((table) => table.toLowerCase() === lower) ?? lower;
}

/** Rows of all blobs of a container, one row a line. */
const archivedRows = (folder: string): unknown[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(holdsRows)
    .sort()
    .flatMap((blob) => rowsOf(join(folder, blob)) as unknown[]);

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UsageError(
      `--rows ${path}: ${messageOf(error)}; allowed: JSON such as {"ApiManagementGatewayLogs": [{"TimeGenerated": "…"}]}`,
    );
  }
}

function tablesOf(content: unknown, path: string): Record<string, unknown> {
  if (typeof content !== "object" || content === null || Array.isArray(content))
    throw new UsageError(`--rows ${path}: holds no object of tables; allowed: {"TABLE": [ROW, …]}`);
  return content as Record<string, unknown>;
}

/** Rows of one table's file: an array, or one row a line. */
function rowsOf(path: string): unknown {
  const text = readFileSync(path, "utf8").trim();
  if (text.startsWith("[")) return readJson(path);
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, index) => {
      try {
        return JSON.parse(line) as unknown;
      } catch (error) {
        throw new UsageError(`--rows ${path}, line ${index + 1}: ${messageOf(error)}; allowed: one JSON object a line`);
      }
    });
}

const isRow = (row: unknown): row is Row => typeof row === "object" && row !== null && !Array.isArray(row);

function checked(found: Record<string, unknown>, path: string): Rows {
  const problems = Object.entries(found).flatMap(([table, rows]) => {
    if (!(table in tables)) return [`${table} is no table of the queries; allowed: ${Object.keys(tables).join(", ")}`];
    if (!Array.isArray(rows) || !rows.every(isRow)) return [`${table}: is no array of rows`];
    const bad = rows.findIndex((row: Row) => Number.isNaN(Date.parse(String(row.TimeGenerated))));
    return bad >= 0
      ? [`${table}[${bad}].TimeGenerated: got ${JSON.stringify((rows as Row[])[bad]!.TimeGenerated)}; allowed: an ISO 8601 time`]
      : [];
  });
  if (problems.length > 0) throw new UsageError(problems.map((problem) => `--rows ${path}: ${problem}`).join("\n"));
  return found as Rows;
}
