import type { TableColumns } from "../tables";
import { UnsupportedError } from "./errors";
import { Column, bindOrRefuse, className, items } from "./language";
import { Scope } from "./scope";
import { name, variableOf } from "./sql";
import { statements } from "./statements";
import { rowsOf } from "./tabular";

/** A query in the SQL of DuckDB. */
export interface Translation {
  /** One statement that reads the tables and the variables. */
  sql: string;
  /** Columns of the result, in order. */
  columns: Column[];
}

/** A value that is given when a query runs, in place of its `let` statement. */
export interface Parameter {
  /** Name of the `let` statement. */
  name: string;
  /** Name of a scalar type; its value is given as SQL of that type. */
  type: string;
}

/**
 * Translates a query, as Microsoft's language service has parsed and bound it. The SQL reads the tables by their names, each with one column more,
 * `$arrived`; the moment of the query is the variable `clock`.
 *
 * @param parameters Names of `let` statements at the top of the query whose values are given when it runs.
 * @throws KqlError with the line of everything that is wrong, or of what the runner does not have
 */
export function translate(
  query: string,
  tables: Readonly<Record<string, TableColumns>>,
  parameters: readonly Parameter[] = [],
): Translation {
  const { syntax, columns } = bindOrRefuse(query, tables);
  const scope = new Scope([]);
  for (const one of parameters)
    scope.give(one.name, { value: { sql: `getvariable('${variableOf(one.name)}')`, type: one.type } });
  const all = items<object>((syntax as Kusto.Language.Syntax.QueryBlock).Statements);
  const last = all.at(-1);
  if (!(last instanceof Kusto.Language.Syntax.ExpressionStatement))
    throw new UnsupportedError(`a query that ends with ${last ? className(last) : "nothing"}`);
  statements(all.slice(0, -1), scope, new Set(parameters.map((one) => one.name)));
  const rows = rowsOf(last.Expression!, scope);
  const made = scope.made.length > 0 ? `WITH ${scope.made.join(",\n")}\n` : "";
  const shown = rows.columns.map((column) => name(column.name)).join(", ");
  return { sql: `${made}SELECT ${shown} FROM (${rows.sql})`, columns: rows.columns.length > 0 ? [...rows.columns] : columns };
}
