import {
  Expression,
  Node,
  Parameters,
  bindOrRefuse,
  className,
  columnsOf,
  items,
  lineAt,
  namedParameter,
  textOf,
} from "../../../local/query/kql/language";
import { TableColumns } from "../../../local/query/tables";
import { Size, keyOf, larger, lists, sizes, smallAggregates } from "./sizes";
import { columnOf, conjuncts, descendants, isEmptyText, isGiven, isShuffled, keysOfJoin, numberOf } from "./tree";

interface Relation {
  size: Size;
  /** Log tables that are read for it; none of what is kept after it was made once. */
  reads: readonly string[];
  /** Log tables of which nothing says from when on they are read. */
  endless: readonly string[];
  /** Columns by which it was added up last: each of their values is there once. */
  keys?: readonly string[];
}

/** Most rows that `top` and `take` may leave; a result of Log Analytics has 500,000 at most (Microsoft Learn, "Azure Monitor service limits"). */
const mostRows = 10_000;
/** Most elements of a list in a group. */
const longestList = 1000;

/** Rows that have a name. */
interface Named {
  /** Judges them when somebody reads them: what nobody reads is not made. */
  relation(): Relation;
  /** How often they are read. */
  uses: number;
}
type Names = Map<string, Named>;

const few: Relation = { size: "few", reads: [], endless: [] };

/**
 * What makes a query dear or impossible over many rows, by the tree that Microsoft's language service has bound; each with its line. An operator
 * that is not known here is a finding too.
 */
export function findings(query: string, tables: Readonly<Record<string, TableColumns>>): string[] {
  return new Judge(query, tables).judge();
}

class Judge {
  private readonly found: string[] = [];

  constructor(
    private readonly query: string,
    private readonly tables: Readonly<Record<string, TableColumns>>,
  ) {}

  judge(): string[] {
    const { syntax } = bindOrRefuse(this.query, this.tables);
    const names: Names = new Map();
    const all = items<object>((syntax as Kusto.Language.Syntax.QueryBlock).Statements);
    const last = all.at(-1);
    this.lets(all.slice(0, -1), names);
    if (!(last instanceof Kusto.Language.Syntax.ExpressionStatement)) return [`the text ends with ${className(last ?? {})}`];
    const result = this.relation(last.Expression!, names);
    this.bounded(last, result);
    if (result.size !== "few") this.tell(last, `the result is as many as ${result.size}`);
    return [...new Set(this.found)];
  }

  private tell(node: Node, what: string): void {
    this.found.push(`line ${lineAt(this.query, node.TextStart)}: ${what}`);
  }

  private lets(statements: readonly object[], names: Names): void {
    for (const statement of statements) {
      if (!(statement instanceof Kusto.Language.Syntax.LetStatement)) {
        this.tell(statement as Node, `the statement ${className(statement)} is not known`);
        continue;
      }
      const expression = statement.Expression!;
      const called = statement.Name?.SimpleName ?? "";
      if (!(expression.ResultType instanceof Kusto.Language.Symbols.TableSymbol)) this.scalars(expression, names);
      else {
        let made: Relation | undefined;
        names.set(called, { relation: () => (made ??= this.relation(expression, names)), uses: 0 });
      }
    }
  }

  /** Judges what gives rows. */
  private relation(node: Expression, names: Names): Relation {
    const { Syntax } = Kusto.Language;
    if (node instanceof Syntax.ParenthesizedExpression) return this.relation(node.Expression!, names);
    if (node instanceof Syntax.NameReference) return this.named(node, names);
    if (node instanceof Syntax.PipeExpression) return this.piped(node, names);
    if (node instanceof Syntax.MaterializeExpression) return this.kept(node, this.relation(node.Expression!, names));
    if (node instanceof Syntax.UnionOperator) return this.union(node, [], names);
    if (
      node instanceof Syntax.DataTableExpression ||
      node instanceof Syntax.RangeOperator ||
      node instanceof Syntax.PrintOperator
    )
      return few;
    this.tell(node, `the source ${className(node)} is not known`);
    return { size: "rows", reads: [], endless: [] };
  }

  private named(node: Kusto.Language.Syntax.NameReference, names: Names): Relation {
    const called = node.SimpleName ?? "";
    const known = names.get(called);
    if (known) {
      const relation = known.relation();
      known.uses++;
      // Without `materialize` a name is its text: what it stands for is made again.
      if (relation.reads.length > 0 && known.uses > 1)
        this.tell(node, `${called} is made twice: it reads ${listed(relation.reads)}`);
      return relation;
    }
    if (!(called in this.tables)) this.tell(node, `the name ${called} is not known`);
    return { size: "rows", reads: [called], endless: [called] };
  }

  /** What is made once and kept. */
  private kept(node: Node, relation: Relation): Relation {
    if (relation.size !== "few") this.tell(node, `${relation.size} are kept in memory`);
    return { ...relation, reads: [] };
  }

  private piped(node: Kusto.Language.Syntax.PipeExpression, names: Names): Relation {
    const { Syntax } = Kusto.Language;
    const input = this.relation(node.Expression!, names);
    const operator: Expression = node.Operator!;
    if (operator instanceof Syntax.AsOperator) return this.as(operator, input, names);
    if (operator instanceof Syntax.UnionOperator) return this.union(operator, [input], names);
    if (operator instanceof Syntax.JoinOperator) return this.join(operator, operator.ConditionClause, input, names);
    if (operator instanceof Syntax.LookupOperator) return this.join(operator, operator.LookupClause, input, names);
    this.scalars(operator, names);
    if (operator instanceof Syntax.FilterOperator) return this.filter(operator, input);
    if (operator instanceof Syntax.SummarizeOperator) return this.summarize(operator, input);
    if (operator instanceof Syntax.DistinctOperator)
      return this.grouped(operator, items(operator.Expressions), operator.Parameters, input);
    if (operator instanceof Syntax.TopOperator || operator instanceof Syntax.TakeOperator) return this.first(operator, input);
    if (operator instanceof Syntax.ExtendOperator || operator instanceof Syntax.ProjectOperator) return renamed(operator, input);
    if (operator instanceof Syntax.ProjectAwayOperator) return input;
    this.bounded(operator, input);
    if (operator instanceof Syntax.CountOperator) return { ...few, reads: input.reads };
    if (operator instanceof Syntax.SortOperator) {
      if (input.size !== "few") this.tell(operator, `${input.size} are sorted`);
      return input;
    }
    // An array may be long, and each of its elements becomes a row.
    if (operator instanceof Syntax.MvExpandOperator)
      return { ...input, size: input.size === "few" ? "few" : "rows", keys: undefined };
    this.tell(operator, `the operator ${textOf(operator).split(/\s/)[0]} is not known`);
    return { ...input, size: "rows" };
  }

  /** `as`: the rows go on under a name, which a later part of the same text may read again. */
  private as(operator: Kusto.Language.Syntax.AsOperator, input: Relation, names: Names): Relation {
    const isKept = namedParameter(operator.Parameters, "hint.materialized") === "true";
    const relation = isKept ? this.kept(operator, input) : input;
    // It goes on here, which is the first use.
    names.set(operator.Name?.SimpleName ?? "", { relation: () => relation, uses: 1 });
    return relation;
  }

  private union(node: Kusto.Language.Syntax.UnionOperator, first: Relation[], names: Names): Relation {
    const all = [...first, ...items(node.Expressions).map((one) => this.relation(one, names))];
    return {
      size: all.map(({ size }) => size).reduce(larger),
      reads: all.flatMap(({ reads }) => reads),
      endless: all.flatMap(({ endless }) => endless),
    };
  }

  private filter({ Condition }: Kusto.Language.Syntax.FilterOperator, input: Relation): Relation {
    const { BinaryExpression } = Kusto.Language.Syntax;
    const tests = conjuncts(Condition!).flatMap((one) => (one instanceof BinaryExpression ? [one] : []));
    const isTest = (column: string, operators: readonly string[]): boolean =>
      tests.some(
        ({ Left, Operator, Right }) =>
          columnOf(Left) === column && operators.includes(textOf(Operator!)) && isGiven(Right!) && !isEmptyText(Right!),
      );
    const begins = isTest("TimeGenerated", [">", ">="]);
    // The rows of one call are a dozen.
    const isOneCall = isTest("CorrelationId", ["=="]);
    return { ...input, ...(begins && { endless: [] }), ...(isOneCall && { size: "few" as const }) };
  }

  private summarize(operator: Kusto.Language.Syntax.SummarizeOperator, input: Relation): Relation {
    const { Aggregates, ByClause, Parameters } = operator;
    const groups = this.grouped(operator, items(ByClause?.Expressions ?? null), Parameters, input);
    const isOneCall = groups.keys?.length === 1 && groups.keys[0] === "CorrelationId";
    for (const call of items(Aggregates).flatMap((one) => descendants(one, Kusto.Language.Syntax.FunctionCallExpression)))
      this.aggregate(call, isOneCall);
    return groups;
  }

  /** Lists are of a greatest length, but those of a call. */
  private aggregate(call: Kusto.Language.Syntax.FunctionCallExpression, ofOneCall: boolean): void {
    const symbol = call.ReferencedSymbol;
    const called = call.Name?.SimpleName ?? "";
    const globals = Kusto.Language.GlobalState.Default!;
    if (!(symbol instanceof Kusto.Language.Symbols.FunctionSymbol) || !globals.IsAggregateFunction(symbol)) return;
    const place = lists[called];
    if (place === undefined && !smallAggregates.has(called)) this.tell(call, `the aggregate ${called} is not known`);
    if (place === undefined || ofOneCall) return;
    const most = items(call.ArgumentList?.Expressions ?? null)[place];
    if (!(numberOf(most) <= longestList)) this.tell(call, `${called} without a greatest length of at most ${longestList}`);
  }

  private grouped(operator: Node, by: readonly Expression[], hints: Parameters, input: Relation): Relation {
    this.bounded(operator, input);
    const keys = by.map((one) => keyOf(one));
    const size = keys.map((key) => key.size).reduce(larger, "few");
    const result = sizes.indexOf(size) < sizes.indexOf(input.size) ? size : input.size;
    if (result !== "few" && !isShuffled(hints))
      this.tell(operator, `groups as many as ${result} are made without hint.strategy=shuffle`);
    return { size: result, reads: input.reads, endless: [], keys: keys.map((key) => key.name) };
  }

  /** What goes through all rows says from when on. */
  private bounded(node: Node, { endless }: Relation): void {
    if (endless.length > 0) this.tell(node, `all that ${listed(endless)} ever had is read`);
  }

  private first(operator: Kusto.Language.Syntax.TopOperator | Kusto.Language.Syntax.TakeOperator, input: Relation): Relation {
    this.bounded(operator, input);
    if (!(numberOf(operator.Expression) <= mostRows))
      this.tell(operator, `${textOf(operator.Expression!)} rows are left; most: ${mostRows}`);
    return { ...input, size: "few" };
  }

  private join(
    operator: Kusto.Language.Syntax.JoinOperator | Kusto.Language.Syntax.LookupOperator,
    clause: Node | null,
    left: Relation,
    names: Names,
  ): Relation {
    const right = this.relation(operator.Expression!, names);
    for (const side of [left, right]) this.bounded(operator, side);
    // The right side of a lookup is sent to every node.
    if (operator instanceof Kusto.Language.Syntax.LookupOperator && right.size !== "few")
      this.tell(operator, `${right.size} are looked up in`);
    const kind = namedParameter(operator.Parameters, "kind") ?? "innerunique";
    const on = keysOfJoin(clause);
    const isOnePerKey = ({ keys }: Relation, columns: readonly string[]): boolean =>
      keys !== undefined && keys.length > 0 && keys.every((key) => columns.includes(key));
    const [isLeftOne, isRightOne] = [isOnePerKey(left, on.left), isOnePerKey(right, on.right)];
    if (left.size === "rows" && right.size === "rows") this.tell(operator, "rows of a log are joined with rows of a log");
    const both = left.reads.filter((table) => right.reads.includes(table));
    if (both.length > 0 && !(isLeftOne && isRightOne))
      this.tell(operator, `${listed(both)} is joined with itself, not added up by the keys first`);
    const size = larger(left.size, right.size);
    if (left.size !== "few" && right.size !== "few") {
      if (!isShuffled(operator.Parameters))
        this.tell(operator, `${left.size} and ${right.size} are joined without hint.strategy=shuffle`);
      // Without one row for each key on a side there are more pairs than rows.
      if (!isLeftOne && !isRightOne) this.tell(operator, "neither side of a join of many has one row for each key");
    }
    const isLeftOnly = /^(left|inner)/.test(kind) && left.size === "few" && (isRightOne || right.size === "few");
    const keys = isRightOne ? left.keys : undefined;
    return { size: isLeftOnly ? "few" : size, reads: [...left.reads, ...right.reads], endless: [], keys };
  }

  /** Judges what is in scalar expressions: `toscalar`, `in` of rows, `materialize`. */
  private scalars(root: Node, names: Names): void {
    const { ToScalarExpression, InExpression } = Kusto.Language.Syntax;
    for (const one of descendants(root, ToScalarExpression)) {
      const { size } = this.relation(one.Expression!, names);
      if (size !== "few") this.tell(one, `toscalar takes one of as many as ${size}`);
    }
    for (const one of descendants(root, InExpression)) {
      const tables = items(one.Right?.Expressions ?? null).filter(
        (each) => each.ResultType instanceof Kusto.Language.Symbols.TableSymbol,
      );
      for (const table of tables) {
        const { size } = this.relation(table, names);
        if (size !== "few") this.tell(one, `a value is looked for in as many as ${size}`);
      }
    }
  }
}

/** Columns keep their values unless they are assigned again, or left out. */
function renamed(operator: Expression, input: Relation): Relation {
  const { SimpleNamedExpression } = Kusto.Language.Syntax;
  const after = new Set(columnsOf(operator.ResultType).map(({ name }) => name));
  const made = items((operator as unknown as Kusto.Language.Syntax.ExtendOperator).Expressions).flatMap((one) =>
    one instanceof SimpleNamedExpression && one.Name?.SimpleName !== columnOf(one.Expression) ? [one.Name?.SimpleName ?? ""] : [],
  );
  const isKept = input.keys?.every((key) => after.has(key) && !made.includes(key));
  return { ...input, keys: isKept ? input.keys : undefined };
}

/** Names, each once. */
const listed = (names: readonly string[]): string => [...new Set(names)].join(", ");
