import type { Stack, StackResource } from "../base/stack";
import type { Value } from "../base/value";

/** A query that finds nothing, whatever there is. */
const finds = /\bwhere\s+(false|1\s*==\s*[02-9])\b|\b(take|limit)\s+0\b/i;

/**
 * Texts of the queries that tell somebody of the first row that they find in the workspace: the alert is on, never silent, and its threshold
 * is nothing.
 */
export function watchingQueries(stack: Stack, workspace: StackResource): string[] {
  return stack
    .ofType("monitor:ScheduledQueryRule")
    .filter(
      (rule) => !rule.at("enabled").mayMean(false) && rule.at("muteActionsDuration").isMissing && isOver(rule, workspace, stack),
    )
    .flatMap((rule) => rule.at("criteria.allOf").items())
    .filter(tellsOfTheFirst)
    .map((one) => one.at("query").text() ?? "")
    .filter((query) => !finds.test(query));
}

function isOver(rule: StackResource, workspace: StackResource, stack: Stack): boolean {
  const scopes = rule.at("scopes");
  const places = scopes.isUnknown ? [scopes] : scopes.items();
  return places.some((scope) => stack.refersTo(rule, scope, workspace));
}

function tellsOfTheFirst(criterion: Value): boolean {
  const threshold = criterion.at("threshold").number() ?? 0;
  return criterion.at("operator").is("GreaterThan")
    ? threshold <= 0
    : criterion.at("operator").is("GreaterThanOrEqual") && threshold <= 1;
}
