import { Expression, Node, Parameters, items, namedParameter, textOf } from "../../../local/query/kql/language";

/** Whether work is spread over the nodes of a cluster by the keys. */
export const isShuffled = (list: Parameters): boolean => namedParameter(list, "hint.strategy") === "shuffle";

/** The expression below a name. */
export function unnamed(node: Expression): Expression {
  const { SimpleNamedExpression, ParenthesizedExpression, CompoundNamedExpression } = Kusto.Language.Syntax;
  if (node instanceof ParenthesizedExpression || node instanceof SimpleNamedExpression || node instanceof CompoundNamedExpression)
    return unnamed(node.Expression!);
  return node;
}

/** Expressions that must all be true for one to be. */
export function conjuncts(node: Expression): Expression[] {
  const inner = unnamed(node);
  const isAnd = inner instanceof Kusto.Language.Syntax.BinaryExpression && textOf(inner.Operator!).toLowerCase() === "and";
  return isAnd ? [...conjuncts(inner.Left!), ...conjuncts(inner.Right!)] : [inner];
}

/** Name of the column that an expression is; undefined for anything else. */
export function columnOf(node: Expression | null): string | undefined {
  const isColumn =
    node instanceof Kusto.Language.Syntax.NameReference && node.ReferencedSymbol instanceof Kusto.Language.Symbols.ColumnSymbol;
  return isColumn ? (node.SimpleName ?? "") : undefined;
}

/** Whether an expression has no column in it: a literal, a `let`, a parameter, or made of these. */
export function isGiven(node: Expression): boolean {
  const names = descendants(node, Kusto.Language.Syntax.NameReference);
  return !names.some((one) => one.ReferencedSymbol instanceof Kusto.Language.Symbols.ColumnSymbol);
}

/** Nodes of a class in a tree, its root too. */
export function descendants<T extends Node>(root: Node, kind: { prototype: T }): T[] {
  const found = root.GetDescendantsOrSelf(kind, null);
  return Array.from({ length: found?.Count ?? 0 }, (_, index) => found!.getItem(index)!);
}

/** Columns on either side of a join. */
export function keysOfJoin(clause: Node | null): { left: string[]; right: string[] } {
  const { JoinOnClause, BinaryExpression } = Kusto.Language.Syntax;
  if (!(clause instanceof JoinOnClause)) return { left: [], right: [] };
  const pairs = items(clause.Expressions).map((one) =>
    one instanceof BinaryExpression ? [one.Left!, one.Right!].map(side) : [textOf(one), textOf(one)],
  );
  return { left: pairs.map(([left]) => left ?? ""), right: pairs.map(([, right]) => right ?? "") };
}

/** The column of `$left.Column` or `$right.Column`. */
const side = (node: Expression): string => (node instanceof Kusto.Language.Syntax.PathExpression ? textOf(node.Selector!) : "");

/** The number that is written; `NaN` for anything else. */
export const numberOf = (node: Expression | null | undefined): number =>
  node instanceof Kusto.Language.Syntax.LiteralExpression ? Number(textOf(node)) : NaN;

/** Whether an expression is an empty text. */
export const isEmptyText = (node: Expression): boolean => node.LiteralValue === "";
