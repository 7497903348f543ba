import { networksOf, zoneGroups } from "../azure/privateEndpoints";
import { Finding, mustNotBe } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";

export default stackRule({
  name: "private-dns-zone-linked",
  severity: "critical",
  types: ["privatedns:PrivateZone", "privatedns:VirtualNetworkLink"],
  description: "Every private DNS zone is linked to the networks whose private endpoints it names, and takes no registrations.",
  remediation: "Add a privatedns.VirtualNetworkLink to the network, with registrationEnabled false.",
  check: (zone, stack) => {
    if (zone.type === "privatedns:VirtualNetworkLink") return mustNotBe(zone.at("registrationEnabled"), true);
    const links = stack.namedAfter(["privatedns:VirtualNetworkLink"], "privateZoneName", zone, "privateZoneName");
    if (links.length === 0) return [{ message: "no VirtualNetworkLink names this zone; expected one" }];
    const linked = links.flatMap((link) => stack.targets(link, link.at("virtualNetwork.id"), "network:VirtualNetwork"));
    const keys = linked.map((target) => target.key);
    return endpointsOf(zone, stack).flatMap((endpoint) => unlinked(endpoint, stack, keys));
  },
});

/** The private endpoints whose zone groups name the zone. */
function endpointsOf(zone: StackResource, stack: Stack): StackResource[] {
  const named = stack.referring("zones of groups", zone, () =>
    stack.ofType("network:PrivateEndpoint").flatMap((endpoint) =>
      zoneGroups(stack, endpoint).flatMap((resource) =>
        resource
          .at("privateDnsZoneConfigs")
          .items()
          .map((one) => ({ resource, id: one.at("privateDnsZoneId"), endpoint })),
      ),
    ),
  );
  return [...new Set(named.map(({ endpoint }) => endpoint))];
}

function unlinked(endpoint: StackResource, stack: Stack, linked: readonly string[]): Finding[] {
  const networks = networksOf(stack, endpoint);
  const message = `no VirtualNetworkLink leads to the network of private endpoint ${JSON.stringify(endpoint.name)}; expected one`;
  if (networks.length === 0) return [{ message, unknown: true }];
  return networks.some((key) => linked.includes(key)) ? [] : [{ message }];
}
