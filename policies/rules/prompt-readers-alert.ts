import { watchingQueries } from "../azure/alerts";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "prompt-readers-alert",
  severity: "high",
  types: ["operationalinsights:Workspace"],
  description: "An alert says when somebody reads prompts.",
  remediation: "Add a monitor.ScheduledQueryRule over LAQueryLogs.",
  check: (workspace, stack) =>
    watchingQueries(stack, workspace).some(({ text }) => /\bLAQueryLogs\b/.test(text))
      ? []
      : [{ message: "no query alert that tells of the first row looks at LAQueryLogs; expected one that is enabled" }],
});
