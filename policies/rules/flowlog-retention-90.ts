import { mustBe, mustBeAtLeast } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "flowlog-retention-90",
  severity: "medium",
  types: ["network:FlowLog"],
  description: "Flow logs are on and kept for 90 days.",
  remediation: "Set enabled to true and retentionPolicy.days to 90 or more.",
  check: (log) => [
    ...mustBe(log.at("enabled"), true),
    ...mustBe(log.at("retentionPolicy.enabled"), true),
    ...(log.at("retentionPolicy.days").is(0) ? [] : mustBeAtLeast(log.at("retentionPolicy.days"), 90, "days")),
  ],
});
