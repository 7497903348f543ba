import type { Column } from "./language";
import type { Sql } from "./sql";

/** Rows in SQL: a query with these columns, in order. */
export interface Relation {
  /** A whole `SELECT`, to be put in parentheses. */
  sql: string;
  /** In order, without `arrived`. */
  columns: readonly Column[];
  /** The rows still have the moment of their arrival, which `ingestion_time()` tells, in the column `arrived`. */
  arrived: boolean;
}

/** Name of the column that holds when a row arrived; no name of the query language has a dollar sign. */
export const arrived = `"$arrived"`;

type FunctionDeclaration = Kusto.Language.Syntax.FunctionDeclaration;

/** A name that a query has given: to a value, to rows, or to a function. */
export type Meaning = { value: Sql } | { relation: Relation } | { declaration: FunctionDeclaration; scope: Scope };

/** What is known where an expression stands. */
export class Scope {
  private readonly names: Map<string, Meaning>;

  constructor(
    /** What the whole query shares: the tables that it made so far, each `name AS (…)`. */
    readonly made: string[],
    outer?: Scope,
    /** SQL of the columns that are not just their name; of `join`, both sides. */
    readonly columns: Readonly<Record<string, string>> = {},
    /** The rows have `arrived`. */
    readonly arrived = false,
  ) {
    this.names = new Map(outer?.names);
  }

  /** What a name stands for here; undefined for one that is not given. */
  meaning(name: string): Meaning | undefined {
    return this.names.get(name);
  }

  /** Gives a name a meaning, in this scope and those made from it later. */
  give(name: string, meaning: Meaning): void {
    this.names.set(name, meaning);
  }

  /** Gives rows a name in the whole query, and says how they are read. */
  keep(relation: Relation): Relation {
    const name = `"$${this.made.length + 1}"`;
    this.made.push(`${name} AS (${relation.sql})`);
    return { ...relation, sql: `SELECT * FROM ${name}` };
  }

  /** The scope of expressions over the rows of a relation. */
  over(relation: Relation): Scope {
    return new Scope(this.made, this, {}, relation.arrived);
  }
}
