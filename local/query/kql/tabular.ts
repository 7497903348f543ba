import { KqlError, UnsupportedError } from "./errors";
import { Column, Expression, className, columnsOf, items, textOf } from "./language";
import { literal } from "./literals";
import { giveParameters, located, scalar } from "./expressions";
import { operators } from "./operators";
import { Relation, Scope, arrived } from "./scope";
import { cast, name } from "./sql";
import { statements } from "./statements";
import { unite } from "./union";

/**
 * Rows in SQL.
 * @throws KqlError with the line of what the runner does not have
 */
export function rowsOf(node: Expression, scope: Scope): Relation {
  try {
    return distinctNames(translated(node, scope));
  } catch (error) {
    throw located(error, node);
  }
}

function translated(node: Expression, scope: Scope): Relation {
  const { Syntax } = Kusto.Language;
  if (node instanceof Syntax.ParenthesizedExpression) return rowsOf(node.Expression!, scope);
  if (node instanceof Syntax.MaterializeExpression) return scope.keep(rowsOf(node.Expression!, scope));
  if (node instanceof Syntax.NameReference) return named(node, scope);
  if (node instanceof Syntax.FunctionCallExpression) return called(node, scope);
  if (node instanceof Syntax.PipeExpression) return piped(node, scope);
  if (node instanceof Syntax.DataTableExpression) return dataTable(node, scope);
  if (node instanceof Syntax.RangeOperator) return range(node, scope);
  if (node instanceof Syntax.PrintOperator) return print(node, scope);
  if (node instanceof Syntax.UnionOperator) return unite(node, undefined, scope);
  throw new UnsupportedError(`the source ${className(node)}`);
}

/** DuckDB does not tell upper from lower case in names, so rows with columns that differ in nothing else would be wrong. */
function distinctNames(relation: Relation): Relation {
  const seen = new Map<string, string>();
  for (const { name: column } of relation.columns) {
    const other = seen.get(column.toLowerCase());
    if (other !== undefined)
      throw new UnsupportedError(`columns that differ in upper and lower case only, ${other} and ${column},`);
    seen.set(column.toLowerCase(), column);
  }
  return relation;
}

function named(node: Kusto.Language.Syntax.NameReference, scope: Scope): Relation {
  const called = node.SimpleName ?? "";
  const meaning = scope.meaning(called);
  if (meaning && "relation" in meaning) return meaning.relation;
  if (node.ReferencedSymbol instanceof Kusto.Language.Symbols.TableSymbol) return table(called, columnsOf(node.ResultType));
  throw new UnsupportedError(`the name ${called} as a table`);
}

/** A table of the workspace, with the moment at which each row arrived. */
function table(called: string, columns: Column[]): Relation {
  const shown = columns.map((column) => name(column.name)).join(", ");
  return { sql: `SELECT ${shown}, ${arrived} FROM ${name(called)}`, columns, arrived: true };
}

/** A function of the query itself that gives rows. */
function called(node: Kusto.Language.Syntax.FunctionCallExpression, scope: Scope): Relation {
  const meaning = scope.meaning(node.Name?.SimpleName ?? "");
  if (!meaning || !("declaration" in meaning)) throw new UnsupportedError(`the function ${node.Name?.SimpleName} as a table`);
  const { declaration } = meaning;
  const inner = new Scope(scope.made, meaning.scope);
  giveParameters(declaration, items(node.ArgumentList?.Expressions ?? null), scope, inner);
  statements(items(declaration.Body?.Statements ?? null), inner);
  return rowsOf(declaration.Body!.Expression!, inner);
}

function piped(node: Kusto.Language.Syntax.PipeExpression, scope: Scope): Relation {
  const input = rowsOf(node.Expression!, scope);
  const operator = node.Operator!;
  try {
    const kind = className(operator);
    if (operator instanceof Kusto.Language.Syntax.AsOperator) {
      const kept = scope.keep(input);
      scope.give(operator.Name?.SimpleName ?? "", { relation: kept });
      return kept;
    }
    const make = operators[kind];
    if (!make) throw new UnsupportedError(`the operator ${textOf(operator).split(/\s/)[0]}`, Object.keys(operators).map(written));
    return distinctNames(make(operator, input, columnsOf(node.ResultType), scope));
  } catch (error) {
    throw located(error, operator);
  }
}

const written = (kind: string): string =>
  kind
    .replace(/Operator$/, "")
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace("filter", "where");

function dataTable(node: Kusto.Language.Syntax.DataTableExpression, scope: Scope): Relation {
  const columns = columnsOf(node.ResultType);
  const values = items(node.Values).map((one, index) => {
    const value = literal(one) ?? scalar(one, scope);
    return cast(value, columns[index % columns.length]!.type);
  });
  const rows = Array.from({ length: values.length / columns.length }, (_, row) =>
    values.slice(row * columns.length, (row + 1) * columns.length).join(", "),
  );
  const names = columns.map((column) => name(column.name)).join(", ");
  return { sql: `SELECT * FROM (VALUES ${rows.map((row) => `(${row})`).join(", ")}) AS rows(${names})`, columns, arrived: false };
}

function range(node: Kusto.Language.Syntax.RangeOperator, scope: Scope): Relation {
  const [from, to, step] = [node.From!, node.To!, node.Step!].map((one) => scalar(one, scope));
  const columns = columnsOf(node.ResultType);
  const [column] = columns;
  if (!from || !to || !step || !column) throw new KqlError([{ message: "range without its parts", text: textOf(node), line: 1 }]);
  const width = column.type === "datetime" ? `to_microseconds(${step.sql})` : step.sql;
  const sql = `SELECT unnest(generate_series(${from.sql}, ${to.sql}, ${width})) AS ${name(column.name)}`;
  return { sql, columns, arrived: false };
}

function print(node: Kusto.Language.Syntax.PrintOperator, scope: Scope): Relation {
  const columns = columnsOf(node.ResultType);
  const { SimpleNamedExpression } = Kusto.Language.Syntax;
  const values = items(node.Expressions).map((one, index) => {
    const value = scalar(one instanceof SimpleNamedExpression ? one.Expression! : one, scope);
    return `${value.sql} AS ${name(columns[index]!.name)}`;
  });
  return { sql: `SELECT ${values.join(", ")}`, columns, arrived: false };
}
