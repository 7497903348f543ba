import { aggregates } from "./aggregates";
import { comparison, logic } from "./comparisons";
import { part } from "./dynamics";
import { KqlError, UnsupportedError } from "./errors";
import { Expression, className, items, lineAt, textOf } from "./language";
import { literal } from "./literals";
import { scalars } from "./scalars";
import { Scope, arrived } from "./scope";
import { Sql, cast, name } from "./sql";
import { rowsOf } from "./tabular";

/** Type of an expression as the language service knows it. */
const typeOf = (node: Expression): string => node.ResultType?.Name ?? "";

/**
 * An expression in SQL.
 * @throws KqlError with the line of what the runner does not have
 */
export function scalar(node: Expression, scope: Scope): Sql {
  try {
    return translated(node, scope);
  } catch (error) {
    throw located(error, node);
  }
}

/** An error with the place in the query at which it came up. */
export function located(error: unknown, node: Kusto.Language.Syntax.SyntaxNode): unknown {
  if (!(error instanceof UnsupportedError)) return error;
  const all = node.Root?.toString() ?? "";
  return new KqlError([{ message: error.message, text: textOf(node), line: lineAt(all, node.TextStart) }]);
}

function translated(node: Expression, scope: Scope): Sql {
  const { Syntax } = Kusto.Language;
  if (node instanceof Syntax.ParenthesizedExpression) return scalar(node.Expression!, scope);
  if (node instanceof Syntax.NameReference) return named(node, scope);
  if (node instanceof Syntax.FunctionCallExpression) return call(node, scope);
  if (node instanceof Syntax.BinaryExpression) return binary(node, scope);
  if (node instanceof Syntax.PrefixUnaryExpression) return unary(node, scope);
  if (node instanceof Syntax.InExpression)
    return comparison.within(textOf(node.Operator!), scalar(node.Left!, scope), listed(node.Right!.Expressions, scope));
  if (node instanceof Syntax.BetweenExpression) return between(node, scope);
  if (node instanceof Syntax.PathExpression || node instanceof Syntax.ElementExpression) return path(node, scope);
  if (node instanceof Syntax.ToScalarExpression) return single(node, scope);
  const value = literal(node);
  if (value) return value;
  throw new UnsupportedError(`the expression ${className(node)}`);
}

const listed = (list: Kusto.Language.Syntax.SyntaxList | null, scope: Scope): Sql[] =>
  items(list).map((one) => scalar(one, scope));

/** Name of the operator that the language service has found, such as `EqualTilde`. */
const nameOfOperator = (node: Expression): string => node.ReferencedSymbol?.Name ?? "";

function named(node: Kusto.Language.Syntax.NameReference, scope: Scope): Sql {
  const called = node.SimpleName ?? "";
  const type = typeOf(node);
  if (node.ReferencedSymbol instanceof Kusto.Language.Symbols.ColumnSymbol)
    return { sql: scope.columns[called] ?? name(called), type };
  const meaning = scope.meaning(called);
  if (meaning && "value" in meaning) return meaning.value;
  throw new UnsupportedError(`the name ${called} as a value`);
}

function call(node: Kusto.Language.Syntax.FunctionCallExpression, scope: Scope): Sql {
  const called = node.Name?.SimpleName ?? "";
  const type = typeOf(node);
  const args = items(node.ArgumentList?.Expressions ?? null);
  const meaning = scope.meaning(called);
  if (meaning && "declaration" in meaning) return ofDeclaration(meaning, args, scope);
  if (called === "ingestion_time") return ingestionTime(scope);
  const make = aggregates[called] ?? scalars[called];
  if (!make) throw new UnsupportedError(`the function ${called}`, [...Object.keys(aggregates), ...Object.keys(scalars)]);
  return {
    sql: make(
      args.map((one) => scalar(one, scope)),
      type,
    ),
    type,
  };
}

function ingestionTime(scope: Scope): Sql {
  if (!scope.arrived) throw new UnsupportedError("ingestion_time() of rows that are no longer those of a table");
  return { sql: arrived, type: "datetime" };
}

/** A function of the query itself, with its arguments in place of its parameters. */
function ofDeclaration(
  { declaration, scope: declared }: { declaration: Kusto.Language.Syntax.FunctionDeclaration; scope: Scope },
  args: readonly Expression[],
  scope: Scope,
): Sql {
  if ((declaration.Body?.Statements?.Count ?? 0) > 0)
    throw new UnsupportedError("a function of a value with statements of its own");
  const inner = new Scope(declared.made, declared);
  giveParameters(declaration, args, scope, inner);
  return scalar(declaration.Body!.Expression!, inner);
}

/** Gives the parameters of a function the arguments of a call, or their defaults. */
export function giveParameters(
  declaration: Kusto.Language.Syntax.FunctionDeclaration,
  args: readonly Expression[],
  scope: Scope,
  inner: Scope,
): void {
  const { SimpleNamedExpression } = Kusto.Language.Syntax;
  if (args.some((one) => one instanceof SimpleNamedExpression)) throw new UnsupportedError("a call with named arguments");
  items<Kusto.Language.Syntax.FunctionParameter>(declaration.Parameters?.Parameters ?? null).forEach((parameter, index) => {
    const given = args[index] ?? parameter.DefaultValue?.Value;
    if (!given) throw new UnsupportedError("a call that leaves out arguments");
    const type = textOf(parameter.NameAndType!.Type!);
    inner.give(
      parameter.NameAndType!.Name!.SimpleName ?? "",
      type.startsWith("(") ? { relation: rowsOf(given, scope) } : value(given, type, scope),
    );
  });
}

function value(given: Expression, type: string, scope: Scope): { value: Sql } {
  const found = scalar(given, scope);
  return { value: { ...found, sql: `(${cast(found, type)})`, type } };
}

function binary(node: Kusto.Language.Syntax.BinaryExpression, scope: Scope): Sql {
  const [left, right] = [scalar(node.Left!, scope), scalar(node.Right!, scope)];
  return logic(nameOfOperator(node), textOf(node.Operator!), left, right, typeOf(node));
}

function unary(node: Kusto.Language.Syntax.PrefixUnaryExpression, scope: Scope): Sql {
  const value = scalar(node.Expression!, scope);
  if (textOf(node.Operator!) !== "-") throw new UnsupportedError(`the operator ${textOf(node.Operator!)}`);
  return { sql: `(-${value.sql})`, type: value.type };
}

function between(node: Kusto.Language.Syntax.BetweenExpression, scope: Scope): Sql {
  const value = scalar(node.Left!, scope);
  const [from, to] = [scalar(node.Right!.First!, scope), scalar(node.Right!.Second!, scope)];
  return comparison.between(textOf(node.Operator!), value, from, to);
}

function path(node: Kusto.Language.Syntax.PathExpression | Kusto.Language.Syntax.ElementExpression, scope: Scope): Sql {
  const left = textOf(node.Expression!);
  const { Syntax } = Kusto.Language;
  if (left === "$left" || left === "$right") {
    const column = textOf(node.Selector!);
    return { sql: `${left === "$left" ? "l" : "r"}.${name(column)}`, type: typeOf(node) };
  }
  const value = scalar(node.Expression!, scope);
  if (value.type !== "dynamic") throw new UnsupportedError(`a part of a ${value.type}`);
  const selector = node.Selector!;
  const key = selector instanceof Syntax.BracketedExpression ? selector.Expression!.LiteralValue : textOf(selector);
  if (key === null || key === undefined)
    throw new UnsupportedError("a part of a value by a key that is not written in the query");
  return { sql: part(value.sql, typeof key === "string" ? key : Number(String(key))), type: "dynamic" };
}

/** The first value of a table. */
function single(node: Kusto.Language.Syntax.ToScalarExpression, scope: Scope): Sql {
  const rows = rowsOf(node.Expression!, scope);
  const [first] = rows.columns;
  if (!first) throw new UnsupportedError("toscalar of rows without columns");
  return { sql: `(SELECT ${name(first.name)} FROM (${rows.sql}) LIMIT 1)`, type: typeOf(node) };
}
