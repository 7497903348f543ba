import { Finding, mustBeAtLeast, unexpected } from "../base/findings";
import { stackRule } from "../base/rule";
import type { StackResource } from "../base/stack";
import type { Value } from "../base/value";

export default stackRule({
  name: "archive-lifecycle",
  severity: "high",
  types: ["storage:ManagementPolicy"],
  description: "No lifecycle deletes what is exported for auditors before the days that the settings say are over.",
  remediation: "Delete by age only, after at least archiveDays of the pack's configuration.",
  check: (policy, stack) => {
    const isArchive = (account: StackResource) =>
      stack.referring("places of exports", account, () =>
        stack.ofType("operationalinsights:DataExport").map((one) => ({ resource: one, id: one.at("resourceId") })),
      ).length > 0;
    const own = stack.namedBy(policy, "accountName", "storage:StorageAccount");
    // An account that cannot be told may be the archive.
    if (own.length > 0 && !own.some(isArchive)) return [];
    const rules = policy.at("policy.rules");
    if (!rules.isKnown || !rules.isStructure) return [unexpected(rules, "a list of rules")];
    return rules.items().flatMap((rule) => tooEarly(rule.at("definition.actions"), stack.environment.archiveDays));
  },
});

/** What of a blob a rule may delete. */
const kinds = ["baseBlob", "snapshot", "version"];

function tooEarly(actions: Value, days: number): Finding[] {
  if (!actions.isKnown) return [unexpected(actions, "actions")];
  return kinds
    .map((kind) => actions.at(`${kind}.delete`))
    .filter((action) => !action.isMissing)
    .flatMap((action) => {
      const ages = action.leaves();
      return ages.length > 0 ? ages.flatMap((age) => mustBeAtLeast(age, days, "days")) : [unexpected(action, "an age")];
    });
}
