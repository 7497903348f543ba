import type { Row } from "../../local/query/engine";

/** The rows of one table that a condition lets through. */
export interface Clause {
  table: string;
  lets(row: Row): boolean;
}

/**
 * What a condition of a role assignment on a workspace lets through, as Azure evaluates it (Microsoft Learn, "Granular RBAC in Azure Monitor", 2025-11:
 * `ForAllOfAnyValues:StringEqualsIgnoreCase` is `in~`). Throws for what it cannot read, so that nothing is taken for closed that is open.
 */
export function clausesOf(condition: string): Clause[] {
  const expressions = condition
    .replace("((!(ActionMatches{'Microsoft.OperationalInsights/workspaces/tables/data/read'})) OR (", "")
    .replace(/\)\)$/, "");
  if (expressions.length >= condition.length - 20) throw new Error(`no condition on reading tables: ${condition}`);
  return expressions.split(" OR ").map((expression) => {
    const [name = "", cell, ...more] = expression.replace(/^\(|\)$/g, "").split(" AND ");
    const table = /tables:name\] StringEquals '(\w+)'$/.exec(name)?.[1];
    if (table === undefined || more.length > 0) throw new Error(`not readable: ${expression}`);
    if (cell === undefined) return { table, lets: () => true };
    const found = /tables\/record:(\w+)<\$key_case_sensitive\$>\] ForAllOfAnyValues:StringEqualsIgnoreCase \{(.+)\}$/.exec(cell);
    if (!found) throw new Error(`not readable: ${cell}`);
    const values = found[2]!.split(", ").map((value) => value.slice(1, -1).toLowerCase());
    return { table, lets: (row) => values.includes(String(row[found[1]!] ?? "").toLowerCase()) };
  });
}
