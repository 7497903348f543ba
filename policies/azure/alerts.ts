import type { Stack, StackResource } from "../base/stack";
import type { Value } from "../base/value";

/** A query that finds nothing, whatever there is: no row, numbers compared with numbers, counts below nothing, the future, a function that says no. */
const finds =
  /\bwhere\s+(false\b|\d+\s*[=!<>]=?\s*\d)|\b(take|limit|top|sample|sample-distinct)\s+0\b|\bwhere\b[^|]*(<\s*0\b|>=?\s*now\(\s*\))|\{\s*false\s*;?\s*\}/i;

/** A condition on who acted or where, or one that something is not: somebody or something is left out. */
const leavesOut =
  /\bwhere\b[^|]*\b(Caller\w*|Claims\w*|_?ResourceGroup\w*|SubscriptionId)\b\s*(==|=~|!=|!~|!?in~?\s*\(|!?(has|contains|startswith|endswith|matches)\b)|\bwhere\b[^|]*(!(has|contains|startswith|endswith|in)\w*|!=|!~|<>)/i;

/**
 * Texts of the queries that tell somebody of the first row that they find in the workspace: the alert is on, never silent, looks
 * at all time and everybody, and its threshold is nothing.
 */
export function watchingQueries(stack: Stack, workspace: StackResource): string[] {
  return stack.once(`queries watching ${workspace.urn}`, () =>
    rulesOver(workspace, stack)
      .filter((rule) => !rule.at("enabled").mayMean(false) && rule.at("muteActionsDuration").isMissing)
      .filter(leavesNoGap)
      .flatMap((rule) => rule.at("criteria.allOf").items())
      .filter((one) => tellsOfTheFirst(one) && looksAtAll(one))
      .map((one) => one.at("query").text() ?? "")
      .filter((query) => !finds.test(query) && !leavesOut.test(query)),
  );
}

/** The alert looks as often as its window is long, or more often, and at nothing else. */
function leavesNoGap(rule: StackResource): boolean {
  const [window, frequency] = [rule.at("windowSize"), rule.at("evaluationFrequency")].map((one) => minutesOf(one.text() ?? ""));
  return window !== undefined && frequency !== undefined && frequency <= window && rule.at("overrideQueryTimeRange").isMissing;
}

/** An ISO 8601 duration of days, hours and minutes. */
function minutesOf(duration: string): number | undefined {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/i.exec(duration);
  if (!parts) return undefined;
  const [days = 0, hours = 0, minutes = 0] = parts.slice(1).map((one) => Number(one ?? 0));
  return (days * 24 + hours) * 60 + minutes;
}

/** A criterion counts every row of everybody, the first time. */
function looksAtAll(criterion: Value): boolean {
  const failing = criterion.at("failingPeriods");
  const whole = criterion
    .at("dimensions")
    .items()
    .every(
      (one) => one.at("operator").is("Include") && one.at("values").items().length === 1 && one.at("values").items()[0]?.is("*"),
    );
  const first = failing.isMissing || failing.at("minFailingPeriodsToAlert").is(1);
  const fixed = criterion.at("criterionType").isMissing || criterion.at("criterionType").is("StaticThresholdCriterion");
  return whole && first && fixed;
}

function rulesOver(workspace: StackResource, stack: Stack): StackResource[] {
  const found = stack.referring("scopes of query alerts", workspace, () =>
    stack.ofType("monitor:ScheduledQueryRule").flatMap((resource) => {
      const scopes = resource.at("scopes");
      return (scopes.isUnknown ? [scopes] : scopes.items()).map((id) => ({ resource, id }));
    }),
  );
  return [...new Set(found.map(({ resource }) => resource))];
}

function tellsOfTheFirst(criterion: Value): boolean {
  const threshold = criterion.at("threshold").number() ?? 0;
  return criterion.at("operator").is("GreaterThan")
    ? threshold <= 0
    : criterion.at("operator").is("GreaterThanOrEqual") && threshold <= 1;
}
