import { dynamics } from "./dynamics";
import { UnsupportedError } from "./errors";
import { Scalar, Sql, argument, cast, isNumber } from "./sql";
import { strings } from "./strings";
import { times } from "./times";

const branch = (args: readonly Sql[], at: number, type: string): string => cast(argument(args, at), type);

function choose(args: readonly Sql[], type: string): string {
  const branches: string[] = [];
  for (let at = 0; at + 1 < args.length; at += 2)
    branches.push(`WHEN ${argument(args, at).sql} THEN ${branch(args, at + 1, type)}`);
  return `CASE ${branches.join(" ")} ELSE ${branch(args, args.length - 1, type)} END`;
}

const iff: Scalar = (args, type) =>
  `CASE WHEN ${argument(args, 0).sql} THEN ${branch(args, 1, type)} ELSE ${branch(args, 2, type)} END`;

/** Whether something is null: a string never is. */
function isNull({ sql, type }: Sql): string {
  if (type === "string") return "false";
  return type === "dynamic" ? `(${sql} IS NULL OR json_type(${sql}) = 'NULL')` : `(${sql} IS NULL)`;
}

const isEmpty = (one: Sql): string => (one.type === "string" ? `(${one.sql} = '')` : isNull(one));

function coalesced(args: readonly Sql[], type: string): string {
  const values = args.map((one) => cast(one, type));
  if (type !== "string") return `coalesce(${values.join(", ")})`;
  return `coalesce(${values.map((value) => `nullif(${value}, '')`).join(", ")}, '')`;
}

/** Rounded down to a multiple: of a moment counted from the year 1, as the query language does. */
function bin(args: readonly Sql[], type: string): string {
  const [value, step] = [argument(args, 0), argument(args, 1)];
  if (type === "datetime") {
    const offset = 62135596800000000n;
    return `make_timestamp(CAST(floor((epoch_us(${value.sql}) + ${offset}) / ${step.sql}) AS BIGINT) * ${step.sql} - ${offset})`;
  }
  const whole = `floor(${value.sql} / ${step.sql}) * ${step.sql}`;
  return type === "real" ? whole : `CAST(${whole} AS BIGINT)`;
}

const extreme =
  (sql: "greatest" | "least"): Scalar =>
  (args, type) =>
    `${sql}(${args.map((one) => cast(one, type)).join(", ")})`;

const to =
  (type: string): Scalar =>
  (args) =>
    cast(argument(args, 0), type);

const plain =
  (sql: string): Scalar =>
  (args) =>
    `${sql}(${args.map((one) => one.sql).join(", ")})`;

const round: Scalar = (args) => {
  const { sql, type } = argument(args, 0);
  if (!isNumber(type)) throw new UnsupportedError(`round of a ${type}`);
  const places = args[1]?.sql ?? "0";
  // Sums of decimal fractions lie beside the half; DuckDB rounds the binary value, away from zero.
  return `round(CAST(${sql} AS DOUBLE), CAST(${places} AS INTEGER))`;
};

const general: Readonly<Record<string, Scalar>> = {
  abs: plain("abs"),
  bin,
  case: choose,
  ceiling: (args) => `ceil(${argument(args, 0).sql})`,
  coalesce: coalesced,
  exp: plain("exp"),
  floor: bin,
  hash_sha256: (args) => `sha256(${cast(argument(args, 0), "string")})`,
  iff,
  iif: iff,
  isempty: (args) => isEmpty(argument(args, 0)),
  isfinite: (args) => `isfinite(${argument(args, 0).sql})`,
  isnan: (args) => `isnan(${argument(args, 0).sql})`,
  isnotempty: (args) => `(NOT ${isEmpty(argument(args, 0))})`,
  isnotnull: (args) => `(NOT ${isNull(argument(args, 0))})`,
  isnull: (args) => isNull(argument(args, 0)),
  log: plain("ln"),
  log10: plain("log10"),
  max_of: extreme("greatest"),
  min_of: extreme("least"),
  not: (args) => `(NOT ${argument(args, 0).sql})`,
  pow: plain("pow"),
  round,
  sign: plain("sign"),
  sqrt: plain("sqrt"),
  tobool: to("bool"),
  todouble: to("real"),
  toint: to("int"),
  tolong: to("long"),
  toreal: to("real"),
  tostring: to("string"),
  todatetime: to("datetime"),
};

/** Every scalar function that the runner has. */
export const scalars: Readonly<Record<string, Scalar>> = { ...general, ...strings, ...times, ...dynamics };
