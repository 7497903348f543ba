import type { Finding } from "../base/findings";
import { resourceRule } from "../base/rule";
import type { Value } from "../base/value";

/** Places that refer to a resource of its own, which Azure's types also let one write out. */
const places: ReadonlySet<string> = new Set([
  "ddosProtectionPlan",
  "firewallPolicy",
  "linkedPublicIPAddress",
  "natGateway",
  "networkSecurityGroup",
  "publicIPAddress",
  "publicIPPrefix",
  "remoteVirtualNetwork",
  "routeTable",
  "servicePublicIPAddress",
  "subnet",
  "virtualNetwork",
]);

/** What stands beside the id: azure-native's SDK adds the two of a subnet itself. */
const beside: ReadonlySet<string> = new Set([
  "id",
  "name",
  "privateEndpointNetworkPolicies",
  "privateLinkServiceNetworkPolicies",
]);

export default resourceRule({
  name: "reference-by-id",
  severity: "critical",
  types: [
    "network:ApplicationGateway",
    "network:PrivateEndpoint",
    "network:PublicIPAddress",
    "network:Subnet",
    "network:VirtualNetwork",
    "network:VirtualNetworkPeering",
    "privatedns:VirtualNetworkLink",
  ],
  description: "What refers to a subnet, group, table, address or network names its id and writes nothing of it out.",
  remediation: "Make the resource with its own type, or in the network that holds it, and refer to its id.",
  check: ({ inputs }) => inputs.entries().flatMap((one) => writtenOut(one)),
});

function writtenOut(value: Value): Finding[] {
  if (!value.isStructure) return [];
  const place = value.path.split(".").at(-1) ?? "";
  const further = places.has(place) ? value.keys().filter((key) => !beside.has(key)) : [];
  return [
    ...further.map((key) => ({ message: `${value.path} has ${key} beside its id; expected the id alone` })),
    ...value.entries().flatMap(writtenOut),
  ];
}
