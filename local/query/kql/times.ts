import { UnsupportedError } from "./errors";
import { Scalar, Sql, argument, clock, text } from "./sql";

const at = (args: readonly Sql[], index: number): string => argument(args, index).sql;

/** Letters of `format_datetime`, each with those of DuckDB's `strftime`. */
const letters: Readonly<Record<string, string>> = {
  yyyy: "%Y",
  MM: "%m",
  dd: "%d",
  HH: "%H",
  mm: "%M",
  ss: "%S",
  ffffff: "%f",
  fff: "%g",
};

function formatDatetime(args: readonly Sql[]): string {
  const format = args[1]?.literal;
  if (typeof format !== "string") throw new UnsupportedError("format_datetime with a format that is not written in the query");
  const parts = format.match(/([a-zA-Z])\1*|[^a-zA-Z]+/g) ?? [];
  const written = parts.map((part) => {
    if (!/[a-zA-Z]/.test(part)) return part.replaceAll("%", "%%");
    const letter = letters[part];
    if (!letter) throw new UnsupportedError(`format_datetime with ${part}`, Object.keys(letters));
    return letter;
  });
  return `coalesce(strftime(${at(args, 0)}, ${text(written.join(""))}), '')`;
}

const startOf =
  (unit: string): Scalar =>
  (args) => {
    const moved = args[1] ? ` + to_${unit}s(CAST(${args[1].sql} AS INTEGER))` : "";
    return `(CAST(date_trunc('${unit}', ${at(args, 0)}) AS TIMESTAMP)${moved})`;
  };

/** The last of the ticks of a unit; a tick is shown as a microsecond. */
const endOf =
  (unit: string): Scalar =>
  (args) =>
    `(CAST(date_trunc('${unit}', ${at(args, 0)}) AS TIMESTAMP) + to_${unit}s(CAST(${args[1]?.sql ?? "0"} AS INTEGER) + 1) - to_microseconds(1))`;

/** A week begins on a Sunday. */
const startOfWeek: Scalar = (args) => {
  if (args.length > 1) throw new UnsupportedError("startofweek with an offset");
  return `(CAST(date_trunc('day', ${at(args, 0)}) AS TIMESTAMP) - to_days(CAST(dayofweek(${at(args, 0)}) AS INTEGER)))`;
};

/** Functions over moments and spans. */
export const times: Readonly<Record<string, Scalar>> = {
  ago: (args) => `(${clock} - to_microseconds(${at(args, 0)}))`,
  now: (args) => (args.length > 0 ? `(${clock} + to_microseconds(${at(args, 0)}))` : clock),
  dayofweek: (args) => `(CAST(dayofweek(${at(args, 0)}) AS BIGINT) * 86400000000)`,
  hourofday: (args) => `CAST(hour(${at(args, 0)}) AS INTEGER)`,
  endofday: endOf("day"),
  endofmonth: endOf("month"),
  endofyear: endOf("year"),
  format_datetime: formatDatetime,
  startofday: startOf("day"),
  startofmonth: startOf("month"),
  startofweek: startOfWeek,
  startofyear: startOf("year"),
};
