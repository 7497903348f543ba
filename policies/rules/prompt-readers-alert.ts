import { stackRule } from "../base/rule";

export default stackRule({
  name: "prompt-readers-alert",
  severity: "high",
  types: ["operationalinsights:Workspace"],
  description: "An alert says when somebody reads prompts.",
  remediation: "Add a monitor.ScheduledQueryRule over LAQueryLogs.",
  check: (_workspace, stack) => {
    const rules = stack.ofType("monitor:ScheduledQueryRule");
    const watched = rules.some(
      (rule) =>
        !rule.at("enabled").mayMean(false) &&
        rule
          .at("criteria.allOf")
          .items()
          .some((one) => /\bLAQueryLogs\b/.test(one.at("query").text() ?? "")),
    );
    return watched ? [] : [{ message: "no query alert looks at LAQueryLogs; expected one that is enabled" }];
  },
});
