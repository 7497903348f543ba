import { zoneGroups } from "../azure/privateEndpoints";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "pe-dns-zone-group",
  severity: "critical",
  types: ["network:PrivateEndpoint"],
  description: "Every private endpoint has a DNS zone group; without one its target's name still leads to the public address.",
  remediation:
    "Add a network.PrivateDnsZoneGroup. Where the landing zone's own Azure Policy adds it, disable the rule in the configuration.",
  check: (endpoint, stack) =>
    zoneGroups(stack, endpoint).length > 0
      ? []
      : [{ message: "no PrivateDnsZoneGroup names this private endpoint; expected one" }],
});
