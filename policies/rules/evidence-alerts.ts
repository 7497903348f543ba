import { watchingQueries } from "../azure/alerts";
import { stackRule } from "../base/rule";
import type { StackResource } from "../base/stack";

/** What nobody does unseen in the activity log, how a query alert is told that looks for it, and what its text names. */
const watched: readonly { what: string; query: RegExp; names: RegExp }[] = [
  {
    what: "changes of diagnostic settings and archives",
    query: /\|\s*where\b[^|]*(changesEvidence\(|diagnosticsettings\/)/i,
    names: /diagnosticsettings/i,
  },
  { what: "listing of keys", query: /\|\s*where\b[^|]*(listsKeys\(|listkeys)/i, names: /list[^\n]*key/i },
  {
    what: "local authentication that is switched on",
    query: /\|\s*where\b[^|]*(enablesLocalAuth\(|disableLocalAuth)/i,
    names: /disableLocalAuth/i,
  },
  { what: "roles that are given", query: /\|\s*where\b[^|]*(grantsRole\(|roleassignments\/)/i, names: /roleassignments/i },
  {
    what: "public access that is opened",
    query: /\|\s*where\b[^|]*(opensAccess\(|publicNetworkAccess)/i,
    names: /publicNetworkAccess/i,
  },
];

export default stackRule({
  name: "evidence-alerts",
  severity: "high",
  types: ["operationalinsights:Workspace"],
  description:
    "Alerts say when somebody changes what is recorded, lists keys, gives a role, opens public access or switches local authentication on, and when logs stop.",
  remediation: "Add a monitor.ScheduledQueryRule over AzureActivity that looks for the operation.",
  check: (workspace, stack) => {
    if (stack.ofType("apimanagement:ApiManagementService").length === 0) return [];
    const texts = watchingQueries(stack, workspace);
    return watched
      .filter(({ query, names }) => !texts.some((text) => /\bAzureActivity\b/.test(text) && query.test(text) && names.test(text)))
      .map(({ what }) => ({
        message: `no query alert that tells of the first row watches AzureActivity for ${what}; expected one`,
      }))
      .concat(stack.ofType("monitor:ActivityLogAlert").some(tellsOfStop) ? [] : [{ message: stopped }]);
  },
});

const stopped =
  "no activity log alert tells that a diagnostic setting is deleted; expected one, since queries find nothing once logs stop";

/** Whether an alert that needs no logs tells of every diagnostic setting that is deleted, whoever does it. */
function tellsOfStop(alert: StackResource): boolean {
  const conditions = alert.at("condition.allOf").items();
  const isAnyone = conditions.every((one) => one.at("field").is("category", "operationName") && one.at("anyOf").isMissing);
  const ofSetting = conditions.some((one) => one.at("equals").is("Microsoft.Insights/diagnosticSettings/delete"));
  return ofSetting && isAnyone && !alert.at("enabled").mayMean(false);
}
