import "@kusto/language-service-next/bridge";
import "@kusto/language-service-next";
import { KqlError, Finding } from "./errors";
import type { TableColumns } from "../tables";

const language = Kusto.Language;

/** A node of the language service's syntax tree. */
export type Node = Kusto.Language.Syntax.SyntaxNode;
/** A node that has a value: a scalar or rows. */
export type Expression = Kusto.Language.Syntax.Expression;

const databases = new WeakMap<object, Kusto.Language.GlobalState>();

/** The tables as a database of the language service; made once for each set of tables. */
function database(tables: Readonly<Record<string, TableColumns>>): Kusto.Language.GlobalState {
  const made = databases.get(tables) ?? makeDatabase(tables);
  databases.set(tables, made);
  return made;
}

function makeDatabase(tables: Readonly<Record<string, TableColumns>>): Kusto.Language.GlobalState {
  const symbols = Object.entries(tables).map(([name, columns]) => {
    const schema = Object.entries(columns).map(([column, type]) => `${column}: ${type}`);
    return new language.Symbols.TableSymbol.$ctor7(name, `(${schema.join(", ")})`, null);
  });
  const globals = language.GlobalState.Default?.WithDatabase(new language.Symbols.DatabaseSymbol.ctor("workspace", symbols));
  if (!globals) throw new Error("the Kusto language service has no default state");
  return globals;
}

/** A query that Microsoft's language service has parsed and bound, with what it finds wrong: syntax, unknown tables, columns and functions, wrong types. */
export interface Bound {
  /** Root of the tree. */
  syntax: Node;
  /** The columns of the result, in order; empty when the query gives no table. */
  columns: Column[];
  /** Errors; warnings and hints are none. */
  findings: Finding[];
}

/** A column with its type in the query language. */
export interface Column {
  /** As the language service names it, in the case of the query. */
  name: string;
  /** Name of a scalar type, such as `datetime`. */
  type: string;
}

/** Parses a query and binds it against tables. */
function bind(query: string, tables: Readonly<Record<string, TableColumns>>): Bound {
  const code = language.KustoCode.ParseAndAnalyze(query, database(tables));
  const diagnostics = code?.GetDiagnostics();
  if (!code?.Syntax || !diagnostics) throw new Error("the Kusto language service gave no tree");
  const findings: Finding[] = [];
  for (let i = 0; i < diagnostics.Count; i++) {
    const one = diagnostics.getItem(i);
    if (one?.Severity === "Error")
      findings.push({
        message: one.Message ?? "",
        text: query.slice(one.Start, one.Start + one.Length),
        line: lineAt(query, one.Start),
      });
  }
  return { syntax: code.Syntax, columns: code.ResultType ? columnsOf(code.ResultType) : [], findings };
}

/**
 * Parses a query and binds it.
 * @throws KqlError with everything that the language service finds wrong
 */
export function bindOrRefuse(query: string, tables: Readonly<Record<string, TableColumns>>): Bound {
  const bound = bind(query, tables);
  if (bound.findings.length > 0) throw new KqlError(bound.findings);
  return bound;
}

/** Line of a place in a text; the first is 1. */
export const lineAt = (text: string, at: number): number => text.slice(0, at).split("\n").length;

/** The columns of a table's type, in order; empty for anything else. */
export function columnsOf(type: Kusto.Language.Symbols.Symbol | null): Column[] {
  if (!(type instanceof language.Symbols.TableSymbol)) return [];
  const columns = type.Columns;
  return Array.from({ length: columns?.Count ?? 0 }, (_, index) => {
    const column = columns?.getItem(index);
    return { name: column?.Name ?? "", type: column?.Type?.Name ?? "" };
  });
}

/** What stands in a list of the tree, in order; separators left out. */
export function items<T = Expression>(list: Kusto.Language.Syntax.SyntaxList | null): T[] {
  return Array.from({ length: list?.Count ?? 0 }, (_, index) => {
    const item = list?.getItem(index);
    return (item instanceof language.Syntax.SeparatedElement ? item.Element : item) as unknown as T;
  });
}

/** The parameters of an operator, such as `kind=leftouter`. */
export type Parameters = Kusto.Language.Syntax.SyntaxList | null;

/** Value of a parameter of an operator, as it was written. */
export function namedParameter(list: Parameters, called: string): string | undefined {
  const found = items<Kusto.Language.Syntax.NamedParameter>(list).find((one) => one.Name?.SimpleName === called);
  return found && textOf(found.Expression!);
}

/** Name of a class of the tree, such as `FilterOperator`. */
export const className = (node: object): string =>
  ((node.constructor as { $$name?: string }).$$name ?? node.constructor.name).split(".").at(-1) ?? "";

/** Text of a node as it was written, without the spaces before it. */
export const textOf = (node: Kusto.Language.Syntax.SyntaxElement): string => node.toString()?.trim() ?? "";
