import { mustBe, mustBeEmpty } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "evh-closed",
  severity: "critical",
  types: ["eventhub:Namespace", "eventhub:NamespaceNetworkRuleSet"],
  description:
    "Event Hubs namespaces deny by default, let no address and no subnet in, speak TLS 1.2, and approve no connection as they are made.",
  remediation:
    'Remove ipRules, virtualNetworkRules and privateEndpointConnections, set defaultAction to "Deny" and minimumTlsVersion to "1.2".',
  check: (resource) =>
    resource.type === "eventhub:Namespace"
      ? [
          ...mustBe(resource.at("minimumTlsVersion"), "1.2", "1.3"),
          ...mustBeEmpty(resource.at("privateEndpointConnections"), "none: an endpoint of the stack is approved by itself"),
        ]
      : [
          ...mustBe(resource.at("defaultAction"), "Deny"),
          ...mustBeEmpty(resource.at("ipRules"), "none"),
          ...mustBeEmpty(resource.at("virtualNetworkRules"), "none"),
        ],
});
