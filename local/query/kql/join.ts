import { UnsupportedError } from "./errors";
import { scalar } from "./expressions";
import { Column, Expression, items, namedParameter } from "./language";
import { Relation, Scope } from "./scope";
import { name, present } from "./sql";
import { rowsOf } from "./tabular";

type JoinOperator = Kusto.Language.Syntax.JoinOperator;
type LookupOperator = Kusto.Language.Syntax.LookupOperator;

/** Kinds of `join` that the runner has, each with what it is in SQL. */
const kinds: Readonly<Record<string, string>> = {
  inner: "JOIN",
  innerunique: "JOIN",
  leftouter: "LEFT JOIN",
  leftsemi: "SEMI JOIN",
  leftanti: "ANTI JOIN",
};

/** One key of a join: a column of either side. */
interface Key {
  left: string;
  right: string;
}

/** `join` and `lookup`. */
export function join(node: Expression, input: Relation, columns: Column[], scope: Scope): Relation {
  const isLookup = (node as object) instanceof Kusto.Language.Syntax.LookupOperator;
  const operator = node as unknown as JoinOperator & LookupOperator;
  const kind = namedParameter(operator.Parameters, "kind") ?? (isLookup ? "leftouter" : "innerunique");
  const sql = kinds[kind];
  if (!sql) throw new UnsupportedError(`join kind=${kind}`, Object.keys(kinds));
  const right = rowsOf(operator.Expression!, scope);
  const clause = isLookup ? operator.LookupClause : operator.ConditionClause;
  const keys = keysOf(clause as Kusto.Language.Syntax.JoinOnClause, scope);
  const on = keys.map((key) => `l.${name(key.left)} = r.${name(key.right)}`).join(" AND ");
  const left = kind === "innerunique" ? onePerKey(input, keys) : input.sql;
  const shown = outputs(input, right, columns, { semi: /^left(semi|anti)$/.test(kind), without: isLookup ? keys : [] });
  return { sql: `SELECT ${shown} FROM (${left}) AS l ${sql} (${right.sql}) AS r ON ${on}`, columns, arrived: false };
}

function keysOf(clause: Kusto.Language.Syntax.JoinOnClause | null, scope: Scope): Key[] {
  const { NameReference, BinaryExpression } = Kusto.Language.Syntax;
  return items(clause?.Expressions ?? null).map((one) => {
    if (one instanceof NameReference) return { left: one.SimpleName ?? "", right: one.SimpleName ?? "" };
    const sides = one instanceof BinaryExpression ? [one.Left!, one.Right!] : [];
    const columns = sides.map((side) => /^([lr])\."(.+)"$/.exec(scalar(side, scope).sql));
    const left = columns.find((column) => column?.[1] === "l")?.[2];
    const right = columns.find((column) => column?.[1] === "r")?.[2];
    if (!left || !right) throw new UnsupportedError("a join on anything but equal columns");
    return { left, right };
  });
}

/** The first row of each key, as `innerunique` takes of the left side. */
const onePerKey = ({ sql }: Relation, keys: readonly Key[]): string =>
  `SELECT DISTINCT ON (${keys.map(({ left }) => name(left)).join(", ")}) * FROM (${sql})`;

/** The columns of both sides under the names that the language service gives them. */
function outputs(
  left: Relation,
  right: Relation,
  columns: readonly Column[],
  { semi, without }: { semi: boolean; without: readonly Key[] },
): string {
  const others = semi ? [] : right.columns.filter((column) => !without.some((key) => key.right === column.name));
  const sources = [
    ...left.columns.map((column) => `l.${name(column.name)}`),
    // Without a row on the right a string is empty, not null.
    ...others.map((column) => present(`r.${name(column.name)}`, column.type)),
  ];
  if (sources.length !== columns.length) throw new UnsupportedError("a join whose columns are not those of both sides");
  return columns.map((column, index) => `${sources[index]} AS ${name(column.name)}`).join(", ");
}
