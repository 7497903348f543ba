import { Expression } from "../../../local/query/kql/language";
import { columnOf, descendants, unnamed } from "./tree";

/**
 * How many rows a relation has when the logs have many: `few` do not grow with the calls (teams, models, hours, the first thousand), `calls` are
 * at most one for each call or client, `rows` are those of a log table.
 */
export type Size = "few" | "calls" | "rows";

/** The sizes, the smallest first. */
export const sizes: readonly Size[] = ["few", "calls", "rows"];
/** The larger of two. */
export const larger = (one: Size, other: Size): Size => (sizes.indexOf(one) > sizes.indexOf(other) ? one : other);

/**
 * Columns whose values are as few as the teams, models, people, resources, rules or hours are. By any other column rows that are added up
 * are still many: what clients write is as different as they like.
 */
const fewValues: ReadonlySet<string> = new Set([
  // What the settings name, and models that callers with a key ask for.
  ..."Consumer ApimSubscriptionId Plan Model Region Deployment BackendId Account Credentials".split(" "),
  // People, applications, their changes and their questions.
  ..."Caller Application Reader Kind Operation OperationName Resource _ResourceId Id Result".split(" "),
  // What the services tell of a call or of themselves.
  ..."OperationId AccountOperation Status Outcome Reason Streamed MetricName Table".split(" "),
  // Rules of the firewall.
  ..."Action RuleSetType RuleId Message MatchVariable".split(" "),
]);

/** Functions that make steps of a time; the number of steps does not grow with the calls. */
const steps: ReadonlySet<string> = new Set(["bin", "startofday", "startofmonth"]);

/** Aggregates that hold a number or one value for each group. */
export const smallAggregates: ReadonlySet<string> = new Set(
  "count countif sum sumif min minif max maxif avg take_any take_anyif dcount dcountif percentile percentiles".split(" "),
);
/** Aggregates that hold a list for each group, each with the place of its greatest length. */
export const lists: Readonly<Record<string, number>> = { make_set: 1, make_list: 1, make_set_if: 2, make_list_if: 2 };

/** A key that rows are added up by, and how many values it has. */
export function keyOf(node: Expression): { name: string; size: Size } {
  const { SimpleNamedExpression, FunctionCallExpression } = Kusto.Language.Syntax;
  const inner = unnamed(node);
  const name = node instanceof SimpleNamedExpression ? (node.Name?.SimpleName ?? "") : (columnOf(inner) ?? "");
  if (inner instanceof FunctionCallExpression && steps.has(inner.Name?.SimpleName ?? "")) return { name, size: "few" };
  // A name says nothing of what is made of other columns.
  const from = descendants(inner, Kusto.Language.Syntax.NameReference).flatMap((one) => columnOf(one) ?? []);
  return { name, size: from.map(valuesOf).reduce(larger, "few") };
}

/** How many values a column has. */
function valuesOf(column: string): Size {
  if (fewValues.has(column)) return "few";
  return ["CorrelationId", "ClientAddress"].includes(column) ? "calls" : "rows";
}
