import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

/** The network rule set of a namespace sets the same switch again, and is "Enabled" when it does not say. */
export default resourceRule({
  name: "evh-public-network-disabled",
  severity: "critical",
  types: ["eventhub:Namespace", "eventhub:NamespaceNetworkRuleSet"],
  description: "Event Hubs namespaces, to which logs with prompts go, are not reachable over the Internet.",
  remediation: 'Set publicNetworkAccess of the namespace and of its network rule set to "Disabled".',
  safe: { publicNetworkAccess: "Disabled" },
  check: (resource) => mustBe(resource.at("publicNetworkAccess"), "Disabled"),
});
