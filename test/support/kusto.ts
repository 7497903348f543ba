import "@kusto/language-service-next/bridge";
import "@kusto/language-service-next";
import { tables, TableColumns } from "../../local/query/tables";

/** An error that the query language's own binder found. */
export interface KustoError {
  message: string;
  /** The part of the query that it is about. */
  text: string;
}

const language = Kusto.Language;

const databases = new WeakMap<object, Kusto.Language.GlobalState>();

/** The tables as a database of the language service; made once for each set of tables. */
function database(from: Readonly<Record<string, TableColumns>>): Kusto.Language.GlobalState {
  const made = databases.get(from) ?? makeDatabase(from);
  databases.set(from, made);
  return made;
}

function makeDatabase(from: Readonly<Record<string, TableColumns>>): Kusto.Language.GlobalState {
  const symbols = Object.entries(from).map(([name, columns]) => {
    const schema = Object.entries(columns).map(([column, type]) => `${column}: ${type}`);
    return new language.Symbols.TableSymbol.$ctor7(name, `(${schema.join(", ")})`, null);
  });
  const globals = language.GlobalState.Default?.WithDatabase(new language.Symbols.DatabaseSymbol.ctor("workspace", symbols));
  if (!globals) throw new Error("the Kusto language service has no default state");
  return globals;
}

/**
 * Parses a query, binds it against the tables and returns every error: syntax, unknown tables, columns and functions,
 * wrong types. Warnings and hints are not errors.
 */
export function diagnose(query: string, from: Readonly<Record<string, TableColumns>> = tables): KustoError[] {
  const found = language.KustoCode.ParseAndAnalyze(query, database(from))?.GetDiagnostics();
  if (!found) throw new Error("the Kusto language service returned no diagnostics");
  const errors: KustoError[] = [];
  for (let i = 0; i < found.Count; i++) {
    const item = found.getItem(i);
    if (item?.Severity === "Error")
      errors.push({ message: item.Message ?? "", text: query.slice(item.Start, item.Start + item.Length) });
  }
  return errors;
}

/** Names of the columns of a query's result, in order; empty when the query has an error. */
export function resultColumns(query: string, from: Readonly<Record<string, TableColumns>> = tables): string[] {
  const type = language.KustoCode.ParseAndAnalyze(query, database(from))?.ResultType;
  if (!(type instanceof language.Symbols.TableSymbol)) return [];
  const columns = type.Columns;
  return Array.from({ length: columns?.Count ?? 0 }, (_, index) => columns?.getItem(index)?.Name ?? "");
}

/** Columns of a query's result with their types, as a table has them; a type that no table has is left out. */
export function resultTable(query: string, from: Readonly<Record<string, TableColumns>> = tables): TableColumns {
  const type = language.KustoCode.ParseAndAnalyze(query, database(from))?.ResultType;
  if (!(type instanceof language.Symbols.TableSymbol)) throw new Error(`no table: ${query.slice(-200)}`);
  const columns = type.Columns;
  return Object.fromEntries(
    Array.from({ length: columns?.Count ?? 0 }, (_, index) => {
      const column = columns?.getItem(index);
      return [column?.Name ?? "", (column?.Type?.Name ?? "string") as TableColumns[string]];
    }),
  );
}
