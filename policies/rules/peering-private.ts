import { mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "peering-private",
  severity: "critical",
  types: ["network:VirtualNetwork", "network:VirtualNetworkPeering"],
  description: "A peering does not lend the gateways of this network to others.",
  remediation: "Set allowGatewayTransit to false.",
  check: (resource) =>
    (resource.type === "network:VirtualNetwork" ? resource.at("virtualNetworkPeerings").items() : [resource.inputs]).flatMap(
      (one) => mustNotBe(one.at("allowGatewayTransit"), true),
    ),
});
