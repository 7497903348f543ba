import type { Stack, StackResource } from "../base/stack";
import type { Value } from "../base/value";

/** A query that finds nothing, whatever there is: no row, numbers compared with numbers, counts below nothing, the future, a function that says no. */
const finds =
  /\bwhere\s+(false\b|\d+\s*[=!<>]=?\s*\d)|\b(take|limit|top|sample|sample-distinct)\s+0\b|\bwhere\b[^|]*(<\s*0(?![.\d])|>=?\s*now\(\s*\))|\{\s*false\s*;?\s*\}/i;

/** A condition on who acted or where, or one that something is not: somebody or something is left out. */
const leavesOut =
  /\bwhere\b[^|]*\b(AAD\w+|Caller\w*|Reader\w*|Claims\w*|_?ResourceGroup\w*|SubscriptionId)\b\s*(==|=~|!=|!~|!?in~?\s*\(|!?(has|contains|startswith|endswith|matches)\b)|\bwhere\b[^|]*(!(has|contains|startswith|endswith|in)\w*|!=|!~|<>)/i;

/** Stages that give other rows than those they get, or none, whatever was found before. */
const otherRows =
  /\|\s*(as|consume|evaluate|externaldata|facet|filter|find|fork|getschema|invoke|join|lookup|make-series|mv-apply|parse-where|partition|range|reduce|sample|sample-distinct|scan|search|take|limit|top|top-nested|top-hitters|union)\b/i;

/** A query that tells somebody of the first row that it finds. */
export interface WatchingQuery {
  /** The query. */
  text: string;
  /** Minutes between two runs. */
  minutes: number;
  /** The column whose number is compared, if it is not the number of rows. */
  column: string | undefined;
}

/**
 * The queries that tell somebody of the first row that they find in the workspace: the alert is on, never silent, looks
 * at all time and everybody, and its threshold is nothing.
 */
export function watchingQueries(stack: Stack, workspace: StackResource): WatchingQuery[] {
  return stack.once(`queries watching ${workspace.urn}`, () =>
    rulesOver(workspace, stack)
      .filter((rule) => !rule.at("enabled").mayMean(false) && rule.at("muteActionsDuration").isMissing)
      .filter((rule) => rule.at("kind").isMissing || rule.at("kind").is("LogAlert"))
      .filter(leavesNoGap)
      .filter((rule) => tellsSecurity(rule, rule.at("actions.actionGroups").items(), stack))
      // All criteria must be met, and an identity of its own may read less than all.
      .filter((rule) => rule.at("criteria.allOf").items().length === 1)
      .filter((rule) => rule.at("identity.type").isMissing || rule.at("identity.type").is("None"))
      .flatMap((rule) =>
        rule
          .at("criteria.allOf")
          .items()
          .map((one) => ({ rule, one })),
      )
      .filter(({ one }) => tellsOfTheFirst(one) && looksAtAll(one))
      .map(({ rule, one }) => ({
        text: one.at("query").text() ?? "",
        minutes: minutesOf(rule.at("evaluationFrequency").text() ?? "") ?? 0,
        column: one.at("metricMeasureColumn").text(),
      }))
      .filter(({ text }) => !finds.test(text) && !leavesOut.test(text) && !otherRows.test(withoutStrings(text))),
  );
}

/** Whether the action groups of an alert tell everybody whom the stack's own configuration tells of security. */
export function tellsSecurity(alert: StackResource, groups: readonly Value[], stack: Stack): boolean {
  const { securityMails } = stack.environment;
  if (securityMails.length === 0) return true;
  const receivers = groups
    .flatMap((id) => stack.targets(alert, id, "monitor:ActionGroup"))
    .flatMap(({ resource }) => resource?.at("emailReceivers").items() ?? []);
  const told = receivers.map((one) => one.at("emailAddress").text()?.toLowerCase());
  return securityMails.every((mail) => told.includes(mail.toLowerCase()));
}

/** Whether a query finds nothing, whatever there is. */
export const findsNothing = (query: string): boolean => finds.test(query);

/** A query without its strings and comments. */
export const withoutStrings = (query: string) =>
  query.replace(/\/\/[^\n]*|@"[^"]*"|@'[^']*'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""');

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
