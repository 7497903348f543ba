import { UnsupportedError } from "./errors";
import { scalar } from "./expressions";
import { join } from "./join";
import { Column, Expression, className, items, textOf } from "./language";
import { elements } from "./dynamics";
import { Relation, Scope, arrived } from "./scope";
import { cast, name, present } from "./sql";
import { summarize } from "./summarize";
import { unite } from "./union";

type Syntax = typeof Kusto.Language.Syntax;
type Instance<K extends keyof Syntax> = Syntax[K] extends { prototype: infer T } ? T : never;

/** What an operator makes of its input; `columns` are those that the language service says come out. */
export type Operator = (node: Expression, input: Relation, columns: Column[], scope: Scope) => Relation;

const select = (what: string, { sql }: Relation, rest = ""): string => `SELECT ${what} FROM (${sql})${rest}`;

/** The columns that pass through an operator, and with them the moment of arrival. */
const passing = (columns: readonly Column[], input: Relation): string =>
  [...columns.map((column) => name(column.name)), ...(input.arrived ? [arrived] : [])].join(", ");

/** The assignments of an operator: each column with its expression. */
function assignments(list: Kusto.Language.Syntax.SyntaxList | null): { column: string; expression: Expression }[] {
  const { SimpleNamedExpression, NameReference } = Kusto.Language.Syntax;
  return items(list).map((one) => {
    if (one instanceof SimpleNamedExpression) return { column: one.Name?.SimpleName ?? "", expression: one.Expression! };
    if (one instanceof NameReference) return { column: one.SimpleName ?? "", expression: one };
    throw new UnsupportedError("an expression without a name");
  });
}

const where: Operator = (node, input, columns, scope) => {
  const { Condition } = node as unknown as Instance<"FilterOperator">;
  const test = scalar(Condition!, scope.over(input));
  return { ...input, columns, sql: select("*", input, ` WHERE ${test.sql}`) };
};

const extend: Operator = (node, input, columns, scope) => {
  const over = scope.over(input);
  const made = new Map(
    assignments((node as unknown as Instance<"ExtendOperator">).Expressions).map(({ column, expression }) => [
      column,
      expression,
    ]),
  );
  const shown = columns.map(({ name: column }) => {
    const expression = made.get(column);
    return expression ? `${scalar(expression, over).sql} AS ${name(column)}` : name(column);
  });
  return { ...input, columns, sql: select([...shown, ...(input.arrived ? [arrived] : [])].join(", "), input) };
};

const project: Operator = (node, input, columns, scope) => {
  const over = scope.over(input);
  const { SimpleNamedExpression } = Kusto.Language.Syntax;
  const list = items((node as unknown as Instance<"ProjectOperator">).Expressions);
  const shown = list.map((one, index) => {
    const value = scalar(one instanceof SimpleNamedExpression ? one.Expression! : one, over);
    return `${value.sql} AS ${name(columns[index]!.name)}`;
  });
  if (list.length !== columns.length) throw new UnsupportedError("project of an expression with several columns");
  return { columns, sql: select(shown.join(", "), input), arrived: false };
};

/** `project-away`, `project-reorder` and others that only choose columns. */
const choose: Operator = (_node, input, columns) => ({ ...input, columns, sql: select(passing(columns, input), input) });

const rename: Operator = (node, input, columns) => {
  const made = assignments((node as unknown as Instance<"ProjectRenameOperator">).Expressions);
  const former = new Map(made.map(({ column, expression }) => [column, textOf(expression)]));
  const shown = columns.map(({ name: column }) => `${name(former.get(column) ?? column)} AS ${name(column)}`);
  return { ...input, columns, sql: select([...shown, ...(input.arrived ? [arrived] : [])].join(", "), input) };
};

/** Order by one expression: descending unless it says otherwise, nulls last then and first else. */
function orderBy(node: Expression, over: Scope): string {
  const { OrderedExpression } = Kusto.Language.Syntax;
  const ordering = node instanceof OrderedExpression ? node.Ordering : null;
  const value = scalar(node instanceof OrderedExpression ? node.Expression! : node, over);
  const ascending = ordering?.AscOrDescKeyword ? textOf(ordering.AscOrDescKeyword) === "asc" : false;
  const nulls = ordering?.NullsClause ? textOf(ordering.NullsClause).split(/\s+/).at(-1) : ascending ? "first" : "last";
  return `${value.sql} ${ascending ? "ASC" : "DESC"} NULLS ${nulls}`;
}

const sort: Operator = (node, input, columns, scope) => {
  const over = scope.over(input);
  const keys = items((node as unknown as Instance<"SortOperator">).Expressions).map((one) => orderBy(one, over));
  return { ...input, columns, sql: select("*", input, ` ORDER BY ${keys.join(", ")}`) };
};

const top: Operator = (node, input, columns, scope) => {
  const { Expression: count, ByExpression: by } = node as unknown as Instance<"TopOperator">;
  const over = scope.over(input);
  const rest = ` ORDER BY ${orderBy(by!, over)} LIMIT ${scalar(count!, over).sql}`;
  return { ...input, columns, sql: select("*", input, rest) };
};

const take: Operator = (node, input, columns, scope) => {
  const { Expression: count } = node as unknown as Instance<"TakeOperator">;
  return { ...input, columns, sql: select("*", input, ` LIMIT ${scalar(count!, scope.over(input)).sql}`) };
};

const count: Operator = (_node, input, columns) => ({
  columns,
  arrived: false,
  sql: select(`count(*) AS ${name(columns[0]!.name)}`, input),
});

const distinct: Operator = (_node, input, columns) => ({
  columns,
  arrived: false,
  sql: select(`DISTINCT ${columns.map((column) => name(column.name)).join(", ")}`, input),
});

/** A row for each element of an array; a value that is no array, or an empty one, gives one row. */
const mvExpand: Operator = (node, input, columns, scope) => {
  const { Expressions, RowLimitClause, Parameters } = node as unknown as Instance<"MvExpandOperator">;
  const [one, ...more] = items<Instance<"MvExpandExpression">>(Expressions);
  if (!one || more.length > 0 || RowLimitClause || (Parameters?.Count ?? 0) > 0)
    throw new UnsupportedError("mv-expand of several arrays, with a limit or with a kind");
  const [{ column, expression } = { column: "", expression: one.Expression! }] = assignmentOf(one.Expression!);
  const { sql } = scalar(expression, scope.over(input));
  const list = `CASE WHEN json_type(${sql}) = 'OBJECT' THEN error('mv-expand of a bag is outside of what this runner has') WHEN json_type(${sql}) = 'ARRAY' AND json_array_length(${sql}) > 0 THEN ${elements(sql)} ELSE [CASE WHEN json_type(${sql}) <> 'ARRAY' THEN ${sql} END] END`;
  const kept = columns.filter((each) => each.name !== column);
  const expanded = select(
    [...(kept.length > 0 || input.arrived ? [passing(kept, input)] : []), `unnest(${list}) AS "$element"`].join(", "),
    input,
  );
  const type = columns.find((each) => each.name === column)!.type;
  const shown = columns.map((each) =>
    each.name === column
      ? `${present(cast({ sql: `"$element"`, type: "dynamic" }, type), type)} AS ${name(column)}`
      : name(each.name),
  );
  return { ...input, columns, sql: `SELECT ${[...shown, ...(input.arrived ? [arrived] : [])].join(", ")} FROM (${expanded})` };
};

function assignmentOf(node: Expression): { column: string; expression: Expression }[] {
  const { SimpleNamedExpression } = Kusto.Language.Syntax;
  if (node instanceof SimpleNamedExpression) return [{ column: node.Name?.SimpleName ?? "", expression: node.Expression! }];
  if (className(node) === "NameReference") return [{ column: textOf(node), expression: node }];
  throw new UnsupportedError("mv-expand of an expression without a name");
}

const same: Operator = (_node, input, columns) => ({ ...input, columns });

/** Every operator that the runner has, by its class in the language service's tree. */
export const operators: Readonly<Record<string, Operator>> = {
  CountOperator: count,
  DistinctOperator: distinct,
  ExtendOperator: extend,
  FilterOperator: where,
  JoinOperator: join,
  LookupOperator: join,
  MvExpandOperator: mvExpand,
  ProjectAwayOperator: choose,
  ProjectKeepOperator: choose,
  ProjectOperator: project,
  ProjectRenameOperator: rename,
  ProjectReorderOperator: choose,
  SerializeOperator: same,
  SortOperator: sort,
  SummarizeOperator: summarize,
  TakeOperator: take,
  TopOperator: top,
  UnionOperator: (node, input, _columns, scope) => unite(node as unknown as Instance<"UnionOperator">, input, scope),
};
