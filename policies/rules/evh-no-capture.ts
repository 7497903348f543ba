import { mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "evh-no-capture",
  severity: "critical",
  types: ["eventhub:EventHub"],
  description: "An event hub copies its events nowhere but to storage of the stack.",
  remediation: "Remove captureDescription.",
  check: (hub) => mustNotBe(hub.at("captureDescription.enabled"), true),
});
