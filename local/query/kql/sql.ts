import { UnsupportedError } from "./errors";

/** Types of the query language, each with the type of DuckDB that holds its values. A timespan is a number of microseconds. */
const sqlTypes: Readonly<Record<string, string>> = {
  string: "VARCHAR",
  guid: "VARCHAR",
  int: "INTEGER",
  long: "BIGINT",
  real: "DOUBLE",
  bool: "BOOLEAN",
  datetime: "TIMESTAMP",
  timespan: "BIGINT",
  dynamic: "JSON",
};

/** @throws UnsupportedError for a type that the runner does not have */
export function sqlType(type: string): string {
  const found = sqlTypes[type];
  if (!found) throw new UnsupportedError(`the type ${type || "(unknown)"}`, Object.keys(sqlTypes));
  return found;
}

/** A string literal of SQL. */
export const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
/** A quoted name of SQL. */
export const name = (value: string): string => `"${value.replaceAll('"', '""')}"`;

/** Variable of DuckDB that holds the value of a parameter. */
export const variableOf = (parameter: string): string => `given_${parameter}`;

/** The moment of the query. */
export const clock = "getvariable('clock')";

/** A value of a type that nothing is known of: strings cannot be null. */
export const absent = (type: string): string => (type === "string" ? "''" : `CAST(NULL AS ${sqlType(type)})`);

/** A value that cannot be null if it is a string. */
export const present = (sql: string, type: string): string => (type === "string" ? `coalesce(${sql}, '')` : sql);

/** An expression in SQL with its type in the query language. */
export interface Sql {
  /** The expression; not in parentheses unless it needs them. */
  sql: string;
  /** Name of a scalar type, such as `timespan`. */
  type: string;
  /** The value where it is written in the query: a string, or the strings of a dynamic array. */
  literal?: string | readonly string[];
}

/** SQL of a function, from its arguments. `type` is what the language service says that it returns. */
export type Scalar = (args: readonly Sql[], type: string) => string;

/** An argument that must be there. */
export function argument(args: readonly Sql[], index: number): Sql {
  const found = args[index];
  if (!found) throw new UnsupportedError(`a call without argument ${index + 1}`);
  return found;
}

const numbers = ["int", "long", "real"];
/** Whether a type is one of numbers. */
export const isNumber = (type: string): boolean => numbers.includes(type);

/** The expression as a value of another type, as the query language converts it. */
export function cast({ sql, type }: Sql, to: string): string {
  if (type === to) return sql;
  if (to === "string") return asText({ sql, type });
  if (to === "dynamic") return `to_json(${sql})`;
  if (type === "dynamic") return `TRY_CAST(${asText({ sql, type })} AS ${sqlType(to)})`;
  if (type === "string" && to === "real") return `TRY_CAST(nullif(${sql}, '') AS DOUBLE)`;
  if (type === "string" && (to === "long" || to === "int"))
    return `TRY_CAST(trunc(TRY_CAST(nullif(trim(${sql}), '') AS DOUBLE)) AS ${sqlType(to)})`;
  if (type === "string") return `TRY_CAST(nullif(${sql}, '') AS ${sqlType(to)})`;
  if (type === "datetime" && to === "long") return `(epoch_us(${sql}) + 62135596800000000) * 10`;
  if (type === "timespan" && to === "long") return `(${sql}) * 10`;
  if (isNumber(type) && (to === "long" || to === "int")) return `TRY_CAST(trunc(${sql}) AS ${sqlType(to)})`;
  if ((isNumber(type) || type === "bool") && isNumber(to)) return `CAST(${sql} AS ${sqlType(to)})`;
  throw new UnsupportedError(`a conversion from ${type} to ${to}`);
}

/** The expression as text, as `tostring` gives it. */
function asText({ sql, type }: Sql): string {
  if (type === "string" || type === "guid") return sql;
  if (type === "dynamic") return `coalesce(json_extract_string(${sql}, '$'), '')`;
  if (type === "datetime") return `coalesce(strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%f') || '0Z', '')`;
  if (type === "timespan") return `coalesce(${timespanText(sql)}, '')`;
  if (type === "real")
    return `coalesce(CASE WHEN ${sql} = trunc(${sql}) AND abs(${sql}) < 1e15 THEN CAST(CAST(${sql} AS BIGINT) AS VARCHAR) ELSE CAST(${sql} AS VARCHAR) END, '')`;
  return `coalesce(CAST(${sql} AS VARCHAR), '')`;
}

function timespanText(sql: string): string {
  const us = `abs(${sql})`;
  const part = (unit: number, of: number): string => `lpad(CAST((${us} // ${unit}) % ${of} AS VARCHAR), 2, '0')`;
  const days = `CASE WHEN ${us} >= 86400000000 THEN CAST(${us} // 86400000000 AS VARCHAR) || '.' ELSE '' END`;
  const fraction = `CASE WHEN ${us} % 1000000 > 0 THEN '.' || lpad(CAST((${us} % 1000000) * 10 AS VARCHAR), 7, '0') ELSE '' END`;
  const clock = `${part(3_600_000_000, 24)} || ':' || ${part(60_000_000, 60)} || ':' || ${part(1_000_000, 60)}`;
  return `CASE WHEN ${sql} < 0 THEN '-' ELSE '' END || ${days} || ${clock} || ${fraction}`;
}
