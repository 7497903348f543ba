import { findsAll, Watched } from "../azure/activityQueries";
import { tellsSecurity, watchingQueries } from "../azure/alerts";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";

interface Watch {
  what: string;
  /** The condition of a query that looks for it. */
  query: RegExp;
  /** What the query's text names. */
  names: RegExp;
  /** Rows that the query must find. */
  rows: readonly Watched[];
}

const accountWrite = "MICROSOFT.COGNITIVESERVICES/ACCOUNTS/WRITE";
const operations = (...names: string[]): Watched[] => names.map((operation) => ({ operation, body: "" }));

/** What nobody does unseen in the activity log. */
const watched: readonly Watch[] = [
  {
    what: "changes of diagnostic settings and archives",
    query: /\|\s*where\b[^|]*(changesEvidence\(|diagnosticsettings\/)/i,
    names: /diagnosticsettings/i,
    rows: operations("MICROSOFT.INSIGHTS/DIAGNOSTICSETTINGS/WRITE", "MICROSOFT.INSIGHTS/DIAGNOSTICSETTINGS/DELETE"),
  },
  {
    what: "listing of keys",
    query: /\|\s*where\b[^|]*(listsKeys\(|listkeys)/i,
    names: /list[^\n]*key/i,
    rows: operations("MICROSOFT.COGNITIVESERVICES/ACCOUNTS/LISTKEYS/ACTION", "MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION"),
  },
  {
    what: "local authentication that is switched on",
    query: /\|\s*where\b[^|]*(enablesLocalAuth\(|disableLocalAuth)/i,
    names: /disableLocalAuth/i,
    rows: [{ operation: accountWrite, body: '{"properties":{"disableLocalAuth":false}}' }],
  },
  {
    what: "roles that are given",
    query: /\|\s*where\b[^|]*(grantsRole\(|roleassignments\/)/i,
    names: /roleassignments/i,
    rows: operations("MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE"),
  },
  {
    what: "public access that is opened",
    query: /\|\s*where\b[^|]*(opensAccess\(|publicNetworkAccess)/i,
    names: /publicNetworkAccess/i,
    rows: [{ operation: accountWrite, body: '{"properties":{"publicNetworkAccess":"Enabled"}}' }],
  },
];

export default stackRule({
  name: "evidence-alerts",
  severity: "high",
  types: ["operationalinsights:Workspace"],
  description:
    "Alerts say when somebody changes what is recorded, lists keys, gives a role, opens public access or switches local authentication on, and when logs stop or do not get into the archive; they tell those whom the stack's settings tell of security.",
  remediation: "Add a monitor.ScheduledQueryRule over AzureActivity that looks for the operation.",
  check: (workspace, stack) => {
    if (stack.ofType("apimanagement:ApiManagementService").length === 0) return [];
    const queries = watchingQueries(stack, workspace);
    return watched
      .filter(({ query, names, rows }) => !queries.some((one) => names.test(one.text) && findsAll(one.text, query, rows, one)))
      .map(({ what }) => ({
        message: `no query alert that tells of the first row watches AzureActivity for ${what}; expected one`,
      }))
      .concat(stack.ofType("monitor:ActivityLogAlert").some((one) => tellsOfStop(one, stack)) ? [] : [{ message: stopped }])
      .concat(
        stack.ofType("operationalinsights:DataExport").length === 0 ||
          stack.ofType("monitor:MetricAlert").some(tellsOfFailedExport)
          ? []
          : [{ message: unexported }],
      );
  },
});

const stopped =
  "no activity log alert tells that a diagnostic setting is deleted; expected one, since queries find nothing once logs stop";

/** Conditions of an alert that tells of every diagnostic setting that is deleted, whoever does it. */
const ofStop: Readonly<Record<string, string>> = {
  category: "Administrative",
  operationname: "Microsoft.Insights/diagnosticSettings/delete",
};

/** Whether an alert that needs no logs tells of every diagnostic setting of the subscription that is deleted. */
function tellsOfStop(alert: StackResource, stack: Stack): boolean {
  const conditions = alert.at("condition.allOf").items();
  const isAnyone = conditions.every((one) => {
    const expected = ofStop[one.at("field").text()?.toLowerCase() ?? ""];
    return expected !== undefined && one.at("equals").is(expected) && one.at("anyOf").isMissing;
  });
  const ofSetting = conditions.some((one) => one.at("field").is("operationName"));
  const everywhere = alert
    .at("scopes")
    .items()
    .some((one) => one.isUnknown || /^\/subscriptions\/[^/]+\/?$/i.test(one.text() ?? ""));
  const groups = alert
    .at("actions.actionGroups")
    .items()
    .map((one) => one.at("actionGroupId"));
  return ofSetting && isAnyone && everywhere && tellsSecurity(alert, groups, stack) && !alert.at("enabled").mayMean(false);
}

const unexported =
  "no metric alert tells of rows that could not be exported to the archive; expected one on Export Failures above 0";

/** Whether an alert tells of the first row that does not get into the archive. */
function tellsOfFailedExport(alert: StackResource): boolean {
  const criteria = alert.at("criteria.allOf").items();
  const [one] = criteria;
  return (
    one !== undefined &&
    criteria.length === 1 &&
    one.at("metricName").is("Export Failures") &&
    one.at("operator").is("GreaterThan") &&
    (one.at("threshold").number() ?? 1) <= 0 &&
    !alert.at("enabled").mayMean(false)
  );
}
