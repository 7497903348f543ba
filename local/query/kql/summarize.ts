import { aggregates, ofExtremeRow, percentile } from "./aggregates";
import { UnsupportedError } from "./errors";
import { scalar } from "./expressions";
import { Column, Expression, items, textOf } from "./language";
import { Relation, Scope } from "./scope";
import { cast, name } from "./sql";

type SummarizeOperator = Kusto.Language.Syntax.SummarizeOperator;

/** The expression below a name, `Name = …` or `(A, B) = …`. */
function unnamed(node: Expression): Expression {
  const { SimpleNamedExpression, CompoundNamedExpression } = Kusto.Language.Syntax;
  return node instanceof SimpleNamedExpression || node instanceof CompoundNamedExpression ? node.Expression! : node;
}

/** `summarize`: groups in the order of their columns, then what is computed for each. */
export function summarize(node: Expression, input: Relation, columns: Column[], scope: Scope): Relation {
  const { Aggregates, ByClause, Parameters } = node as unknown as SummarizeOperator;
  const other = items<Kusto.Language.Syntax.NamedParameter>(Parameters).find((one) => !one.Name?.SimpleName?.startsWith("hint."));
  if (other) throw new UnsupportedError(`summarize ${textOf(other)}`);
  const over = scope.over(input);
  const keys = items(ByClause?.Expressions ?? null).map((one) => scalar(unnamed(one), over).sql);
  const values: string[] = [];
  for (const one of items(Aggregates))
    values.push(...several(unnamed(one), over, columns.slice(keys.length + values.length), input.columns));
  if (keys.length + values.length !== columns.length) throw new UnsupportedError("an aggregate with several columns");
  const shown = [...keys, ...values].map((sql, index) => `${sql} AS ${name(columns[index]!.name)}`);
  // Groups are given by their place, since a name in GROUP BY may also be one of the input.
  const grouped = keys.length > 0 ? ` GROUP BY ${keys.map((_, index) => index + 1).join(", ")}` : "";
  return { sql: `SELECT ${shown.join(", ")} FROM (${input.sql})${grouped}`, columns, arrived: false };
}

/** The columns of one aggregate; most have one. */
function several(node: Expression, over: Scope, columns: readonly Column[], input: readonly Column[]): string[] {
  const { FunctionCallExpression } = Kusto.Language.Syntax;
  const called = node instanceof FunctionCallExpression ? (node.Name?.SimpleName ?? "") : "";
  const args = node instanceof FunctionCallExpression ? items(node.ArgumentList?.Expressions ?? null) : [];
  const [first, ...rest] = args;
  if (first && called === "percentiles")
    return rest.map((percent, index) =>
      percentile(scalar(first, over), cast(scalar(percent, over), "real"), columns[index]?.type ?? "real"),
    );
  if (first && (called === "arg_max" || called === "arg_min")) return extremes(called, first, rest, over, input);
  if (called in aggregates && !aggregates[called]) throw new UnsupportedError(called);
  return [scalar(node, over).sql];
}

function extremes(called: string, by: Expression, rest: readonly Expression[], over: Scope, input: readonly Column[]): string[] {
  const value = scalar(by, over);
  const all = rest.some((one) => one instanceof Kusto.Language.Syntax.StarExpression);
  const grouped = all ? input.filter((column) => name(column.name) !== value.sql) : [];
  if (all) throw new UnsupportedError(`${called} of all ${grouped.length} columns`);
  const extreme = `${called === "arg_max" ? "max" : "min"}(${value.sql})`;
  return [extreme, ...rest.map((one) => ofExtremeRow(called, scalar(one, over), value))];
}
