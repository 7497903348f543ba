import { UnsupportedError } from "./errors";
import { Scalar, Sql, argument, cast, present, sqlType } from "./sql";

/** An aggregate over the rows for which a condition holds. */
const only = (condition: Sql | undefined, sql: string): string => (condition ? `${sql} FILTER (WHERE ${condition.sql})` : sql);

/** One value out of many of the same type. */
const chosen =
  (sql: string, conditional: boolean): Scalar =>
  (args, type) => {
    const found = only(conditional ? argument(args, 1) : undefined, `${sql}(${argument(args, 0).sql})`);
    return present(type === "timespan" ? `CAST(${found} AS BIGINT)` : found, type);
  };

/** A sum: of nothing it is zero. */
const sum =
  (conditional: boolean): Scalar =>
  (args, type) => {
    const found = only(conditional ? argument(args, 1) : undefined, `sum(${argument(args, 0).sql})`);
    return `CAST(coalesce(${found}, 0) AS ${sqlType(type)})`;
  };

/** An average: of nothing it is no number. */
const average =
  (conditional: boolean): Scalar =>
  (args, type) => {
    const value = argument(args, 0);
    const found = `coalesce(${only(conditional ? argument(args, 1) : undefined, `avg(${value.sql})`)}, CAST('NaN' AS DOUBLE))`;
    return type === "timespan" ? `CAST(${found} AS BIGINT)` : found;
  };

/** A list or a set of the values that are not null, as a dynamic array; at most so many as the last argument says. */
const collected =
  (distinct: boolean, conditional: boolean): Scalar =>
  (args) => {
    const value = argument(args, 0);
    const most = args[conditional ? 2 : 1]?.sql;
    const listed = `list(${distinct ? "DISTINCT " : ""}${value.sql}) FILTER (WHERE ${value.sql} IS NOT NULL${conditional ? ` AND ${argument(args, 1).sql}` : ""})`;
    return `to_json(coalesce(${most === undefined ? listed : `(${listed})[:${most}]`}, []))`;
  };

const distinctCount =
  (conditional: boolean): Scalar =>
  (args) =>
    only(conditional ? argument(args, 1) : undefined, `count(DISTINCT ${argument(args, 0).sql})`);

/** The smallest value that so many percent of the values are not above. */
export function percentile(value: Sql, percent: string, type: string): string {
  if (value.type !== "int" && value.type !== "long" && value.type !== "real")
    throw new UnsupportedError(`a percentile of a ${value.type}`);
  return `CAST(quantile_disc(${value.sql}, ${percent} / 100.0) AS ${sqlType(type)})`;
}

/** The value of a column in the row with the largest or smallest value of another. */
export const ofExtremeRow = (name: string, column: Sql, by: Sql): string =>
  present(`${name}(${column.sql}, ${by.sql})`, column.type);

/** Every aggregate that the runner has; `percentiles`, `arg_max` and `arg_min` give several columns and stand in `summarize.ts`. */
export const aggregates: Readonly<Record<string, Scalar>> = {
  any: chosen("any_value", false),
  anyif: chosen("any_value", true),
  avg: average(false),
  avgif: average(true),
  count: () => "count(*)",
  countif: (args) => `count(*) FILTER (WHERE ${argument(args, 0).sql})`,
  count_distinct: distinctCount(false),
  count_distinctif: distinctCount(true),
  dcount: distinctCount(false),
  dcountif: distinctCount(true),
  make_list: collected(false, false),
  make_list_if: collected(false, true),
  make_set: collected(true, false),
  make_set_if: collected(true, true),
  max: chosen("max", false),
  maxif: chosen("max", true),
  min: chosen("min", false),
  minif: chosen("min", true),
  percentile: (args, type) => percentile(argument(args, 0), cast(argument(args, 1), "real"), type),
  stdev: (args) => `stddev_samp(${argument(args, 0).sql})`,
  sum: sum(false),
  sumif: sum(true),
  take_any: chosen("any_value", false),
  take_anyif: chosen("any_value", true),
};
