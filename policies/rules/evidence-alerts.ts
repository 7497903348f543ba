import { watchingQueries } from "../azure/alerts";
import { stackRule } from "../base/rule";

/** What nobody does unseen in the activity log, and how a query alert is told that looks for it. */
const watched: readonly { what: string; query: RegExp }[] = [
  { what: "changes of diagnostic settings and archives", query: /\|\s*where\b[^|]*(changesEvidence\(|diagnosticsettings\/)/i },
  { what: "listing of keys", query: /\|\s*where\b[^|]*(listsKeys\(|listkeys)/i },
  { what: "local authentication that is switched on", query: /\|\s*where\b[^|]*(enablesLocalAuth\(|disableLocalAuth)/i },
];

export default stackRule({
  name: "evidence-alerts",
  severity: "high",
  types: ["operationalinsights:Workspace"],
  description: "Alerts say when somebody changes what is recorded, lists keys or switches local authentication on.",
  remediation: "Add a monitor.ScheduledQueryRule over AzureActivity that looks for the operation.",
  check: (workspace, stack) => {
    if (stack.ofType("apimanagement:ApiManagementService").length === 0) return [];
    const texts = watchingQueries(stack, workspace);
    return watched
      .filter(({ query }) => !texts.some((text) => /\bAzureActivity\b/.test(text) && query.test(text)))
      .map(({ what }) => ({
        message: `no query alert that tells of the first row watches AzureActivity for ${what}; expected one`,
      }));
  },
});
