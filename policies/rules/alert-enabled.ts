import { mustBeEmpty, mustHaveEntries, mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "alert-enabled",
  severity: "high",
  types: ["monitor:ActivityLogAlert", "monitor:MetricAlert", "monitor:ScheduledQueryRule"],
  description: "Alerts are on and tell somebody.",
  remediation: "Set enabled to true, and name an action group.",
  check: (alert) => [
    ...mustNotBe(alert.at("enabled"), false),
    ...(alert.type === "monitor:ScheduledQueryRule"
      ? mustBeEmpty(alert.at("muteActionsDuration"), "none: later rows tell nobody")
      : []),
    ...mustHaveEntries(
      alert.type === "monitor:MetricAlert" ? alert.at("actions") : alert.at("actions.actionGroups"),
      "an action group",
    ),
  ],
});
