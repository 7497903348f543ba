import { UnsupportedError } from "./errors";
import { columnsOf, items, textOf } from "./language";
import { Relation, Scope, arrived } from "./scope";
import { absent, name, text } from "./sql";
import { rowsOf } from "./tabular";

type UnionOperator = Kusto.Language.Syntax.UnionOperator;

/** Rows of several sources under each other; a column that a source lacks is empty there. */
export function unite(node: UnionOperator, first: Relation | undefined, scope: Scope): Relation {
  const source = sourceColumn(node);
  const named = items(node.Expressions).map((one, index) => ({ relation: rowsOf(one, scope), name: nameOf(one, index) }));
  const all = [...(first ? [{ relation: first, name: "union_arg0" }] : []), ...named];
  const columns = columnsOf(node.ResultType);
  const keep = all.every(({ relation }) => relation.arrived);
  const known = new Set(all.flatMap(({ relation }) => relation.columns.map((column) => column.name)));
  const strange = columns.find((column) => column.name !== source && !known.has(column.name));
  if (strange) throw new UnsupportedError(`a union in which ${strange.name} is made of columns of different types`);
  const parts = all.map(({ relation, name: called }) => {
    const own = new Set(relation.columns.map((column) => column.name));
    const shown = columns.map(({ name: column, type }) => {
      if (column === source) return `${text(called)} AS ${name(column)}`;
      return own.has(column) ? name(column) : `${absent(type)} AS ${name(column)}`;
    });
    return `SELECT ${[...shown, ...(keep ? [arrived] : [])].join(", ")} FROM (${relation.sql})`;
  });
  return { sql: parts.join(" UNION ALL "), columns, arrived: keep };
}

/** The column that says where a row comes from, if there is one. */
function sourceColumn(node: UnionOperator): string | undefined {
  const given = items<Kusto.Language.Syntax.NamedParameter>(node.Parameters).map((one) => ({
    called: one.Name?.SimpleName ?? "",
    value: textOf(one.Expression!),
  }));
  const other = given.find(({ called }) => !["withsource", "with_source", "kind", "isfuzzy"].includes(called));
  if (other) throw new UnsupportedError(`union ${other.called}`);
  if (given.some(({ called, value }) => called === "kind" && value !== "outer")) throw new UnsupportedError("union kind=inner");
  return given.find(({ called }) => called.startsWith("with"))?.value;
}

/** A table has its name, anything else its place. */
const nameOf = (node: Kusto.Language.Syntax.Expression, index: number): string =>
  node instanceof Kusto.Language.Syntax.NameReference ? (node.SimpleName ?? "") : `union_arg${index}`;
