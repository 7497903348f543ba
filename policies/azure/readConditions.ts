/** Rows that a condition opens: those of a table, narrowed by these columns. */
export interface OpenedRows {
  /** Name of the table. */
  table: string;
  /** Columns that must have one of some values. */
  columns: readonly string[];
}

const read = "!\\(ActionMatches\\{'Microsoft\\.OperationalInsights/workspaces/tables/data/read'\\}\\)";
const attribute = "@Resource\\[Microsoft\\.OperationalInsights/workspaces/tables";
const whole = new RegExp(`^\\(\\(${read}\\)OR\\((.+)\\)\\)$`);
const value = "'[A-Za-z0-9@.-]+'";
const narrowed = `AND${attribute}/record:(\\w+)(?:<\\$key_case_sensitive\\$>)?\\]ForAllOfAnyValues:StringEquals(?:IgnoreCase)?\\{${value}(?:,${value})*\\}`;
const clause = new RegExp(`^\\(${attribute}:name\\]StringEquals'(\\w+)'((?:${narrowed})*)\\)(OR|$)`);

/**
 * What a condition of a reader of logs opens (Microsoft Learn, "Granular RBAC in Azure Monitor"): tables by name, each narrowed by columns or not.
 * Undefined for any other form, also for one that means the same: what is not read for certain counts as open.
 */
export function openedRows(condition: string): OpenedRows[] | undefined {
  let left = whole.exec(condition.replace(/\s+/g, ""))?.[1];
  if (left === undefined) return undefined;
  const opened: OpenedRows[] = [];
  while (left) {
    const found = clause.exec(left);
    if (!found) return undefined;
    const columns = [...(found[2] ?? "").matchAll(/\/record:(\w+)/g)].map(([, column]) => column ?? "");
    opened.push({ table: found[1] ?? "", columns });
    left = left.slice(found[0].length);
    if (left === "" && found[3] === "OR") return undefined;
  }
  return opened;
}
