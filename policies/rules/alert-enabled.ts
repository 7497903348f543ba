import { mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "alert-enabled",
  severity: "high",
  types: ["monitor:ActivityLogAlert", "monitor:MetricAlert", "monitor:ScheduledQueryRule"],
  description: "Alerts are on.",
  remediation: "Set enabled to true.",
  check: (alert) => mustNotBe(alert.at("enabled"), false),
});
