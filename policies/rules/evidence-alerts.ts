import { watchingQueries } from "../azure/alerts";
import { stackRule } from "../base/rule";

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
    "Alerts say when somebody changes what is recorded, lists keys, gives a role, opens public access or switches local authentication on.",
  remediation: "Add a monitor.ScheduledQueryRule over AzureActivity that looks for the operation.",
  check: (workspace, stack) => {
    if (stack.ofType("apimanagement:ApiManagementService").length === 0) return [];
    const texts = watchingQueries(stack, workspace);
    return watched
      .filter(({ query, names }) => !texts.some((text) => /\bAzureActivity\b/.test(text) && query.test(text) && names.test(text)))
      .map(({ what }) => ({
        message: `no query alert that tells of the first row watches AzureActivity for ${what}; expected one`,
      }));
  },
});
