import { mustBe, mustBeEmpty } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "evh-closed",
  severity: "critical",
  types: ["eventhub:Namespace", "eventhub:NamespaceNetworkRuleSet"],
  description: "Event Hubs namespaces deny by default, let no address and no subnet in, and speak TLS 1.2.",
  remediation: 'Remove ipRules and virtualNetworkRules, set defaultAction to "Deny" and minimumTlsVersion to "1.2".',
  check: (resource) =>
    resource.type === "eventhub:Namespace"
      ? mustBe(resource.at("minimumTlsVersion"), "1.2", "1.3")
      : [
          ...mustBe(resource.at("defaultAction"), "Deny"),
          ...mustBeEmpty(resource.at("ipRules"), "none"),
          ...mustBeEmpty(resource.at("virtualNetworkRules"), "none"),
        ],
});
