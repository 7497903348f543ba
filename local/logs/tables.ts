/** One row of a table, in its columns. */
export type Row = Record<string, unknown>;

/** Tables that the stand-in writes. */
export const tableNames = [
  "ApiManagementGatewayLogs",
  "ApiManagementGatewayLlmLog",
  "AGWAccessLogs",
  "AGWFirewallLogs",
  "AppRequests",
  "AppDependencies",
  "AppTraces",
  "AppMetrics",
] as const;

/** A table of Log Analytics. */
export type TableName = (typeof tableNames)[number];

/** Most rows of a table that are kept; the oldest go first. */
const mostRows = 100_000;

/** The workspace: rows as Log Analytics would hold them, at once. */
export class Workspace {
  private readonly tables = new Map<TableName, Row[]>(tableNames.map((name) => [name, []]));

  /** Adds rows in order; beyond the limit the oldest are dropped. */
  add(table: TableName, ...rows: Row[]): void {
    const kept = this.rows(table);
    kept.push(...rows);
    if (kept.length > mostRows) kept.splice(0, kept.length - mostRows);
  }

  /** All rows that are kept, oldest first. */
  rows(table: TableName): Row[] {
    return this.tables.get(table) ?? [];
  }

  /** Empties every table. */
  clear(): void {
    for (const rows of this.tables.values()) rows.length = 0;
  }
}

/** Whether the stand-in writes a table of this name. */
export const isTable = (name: string): name is TableName => (tableNames as readonly string[]).includes(name);

/** A time as a column holds it. */
export const time = (milliseconds: number): string => new Date(milliseconds).toISOString();
