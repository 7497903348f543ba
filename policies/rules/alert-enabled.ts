import { findsNothing } from "../azure/alerts";
import { Finding, mustBe, mustBeEmpty, mustHaveEntries, mustNotBe, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";
import type { Value } from "../base/value";

export default resourceRule({
  name: "alert-enabled",
  severity: "high",
  types: ["consumption:Budget", "monitor:ActivityLogAlert", "monitor:MetricAlert", "monitor:ScheduledQueryRule"],
  description: "Alerts and budgets are on, can find something and tell somebody.",
  remediation: "Set enabled to true, name an action group or contacts, and ask for what there can be.",
  check: (alert) => [
    ...mustNotBe(alert.at("enabled"), false),
    ...(alert.type === "monitor:ScheduledQueryRule"
      ? [
          ...mustBeEmpty(alert.at("muteActionsDuration"), "none: later rows tell nobody"),
          ...alert.at("criteria.allOf").items().flatMap(neverMet),
        ]
      : []),
    ...(alert.type === "consumption:Budget"
      ? told(alert.at("notifications"))
      : mustHaveEntries(
          alert.type === "monitor:MetricAlert" ? alert.at("actions") : alert.at("actions.actionGroups"),
          "an action group",
        )),
  ],
});

/** A criterion that no row meets. */
function neverMet(criterion: Value): Finding[] {
  const share = /percent$/i.test(criterion.at("metricMeasureColumn").text() ?? "");
  const threshold = criterion.at("threshold");
  const above = share && criterion.at("operator").is("GreaterThan") && (threshold.number() ?? 0) >= 100;
  return [
    ...(findsNothing(criterion.at("query").text() ?? "")
      ? [{ message: `${criterion.at("query").path} finds nothing; expected rows` }]
      : []),
    ...(above ? [unexpected(threshold, "less than all")] : []),
  ];
}

/** Each notification of a budget is on and tells somebody. A budget without any is a figure in the portal. */
function told(notifications: Value): Finding[] {
  return notifications
    .keys()
    .map((key) => notifications.entry(key))
    .flatMap((one) => [
      ...mustBe(one.at("enabled"), true),
      ...(contacts.some((list) => one.at(list).isUnknown || one.at(list).items().length > 0)
        ? []
        : [unexpected(one.at("contactEmails"), "somebody who is told")]),
    ]);
}

const contacts = ["contactEmails", "contactGroups", "contactRoles"];
