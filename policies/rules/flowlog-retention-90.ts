import { Finding, mustBe, mustBeAtLeast, mustBeEmpty } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";

export default stackRule({
  name: "flowlog-retention-90",
  severity: "medium",
  types: ["network:FlowLog", "network:VirtualNetwork"],
  description:
    "Flow logs are on, hold every flow and are kept for 90 days, and a network has one where network.flowLogs of the stack asks for it.",
  remediation: "Set enabled to true and retentionPolicy.days to 90 or more, or make the flow log.",
  check: (resource, stack) => {
    if (resource.type === "network:VirtualNetwork") return stack.environment.flowLogs ? unseen(resource, stack) : [];
    const days = resource.at("retentionPolicy.days");
    return [
      ...mustBe(resource.at("enabled"), true),
      ...mustBeEmpty(resource.at("enabledFilteringCriteria"), "none: every flow"),
      ...mustBe(resource.at("retentionPolicy.enabled"), true),
      ...(days.is(0) ? [] : mustBeAtLeast(days, 90, "days")),
    ];
  },
});

function unseen(network: StackResource, stack: Stack): Finding[] {
  const logs = stack.referring("targets of flow logs", network, () =>
    stack.ofType("network:FlowLog").map((one) => ({ resource: one, id: one.at("targetResourceId") })),
  );
  return logs.length > 0 ? [] : [{ message: "no flow log, for which network.flowLogs asks; expected one" }];
}
