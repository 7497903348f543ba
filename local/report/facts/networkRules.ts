import * as ipaddr from "ipaddr.js";
import { PlanView, azureName, lastOf, listOf, plainType, sameId, textOf, textsOf } from "./planView";

/** An NSG rule, as the plan has it. */
export interface SecurityRule {
  /** Name of the rule in its group. */
  name: string;
  /** A smaller number is tried first. */
  priority: number;
  /** As seen from the subnet. */
  direction: "Inbound" | "Outbound";
  /** What happens to the traffic. */
  access: "Allow" | "Deny";
  /** `*` for all. */
  protocol: string;
  /** Address prefixes or service tags. */
  sources: string[];
  /** Address prefixes or service tags. */
  destinations: string[];
  /** Destination ports or ranges; `*` for all. */
  ports: string[];
  /** What the traffic is for; empty where the plan does not say. */
  description: string;
}

/** A subnet of the plan. */
export interface SubnetFacts {
  /** Id in Azure. */
  id: string;
  /** Name in Azure. */
  name: string;
  /** IPv4 range. */
  range: string;
  /** What is in it: `Application Gateway`, `API Management`, `private endpoints`, else its name. */
  label: string;
  /** Name of its network security group; undefined without one, or where the owner of the network has it. */
  group?: string;
  /** Rules of its group, in order of priority; Azure's own are not among them. */
  rules: SecurityRule[];
}

/** Way in or out of a subnet, from or to what is outside of the three subnets. */
export interface Way {
  /** As seen from the subnet. */
  direction: "in" | "out";
  /** `Internet`, a range, a service tag, the label of a subnet. */
  from: string;
  /** As `from`. */
  to: string;
  /** Ports or ranges at the destination; `*` for all. */
  ports: string[];
  /** `*` for all. */
  protocol: string;
  /** The rule or the property that lets it through. */
  by: string;
}

/** Rules that every group ends with (Microsoft Learn, "Network security groups", default security rules). */
const base = { protocol: "*", ports: ["*"], description: "Azure's own default" };
/** Azure's own rules, which come after those of every group. */
export const defaultRules: readonly SecurityRule[] = [
  { ...base, name: "AllowVnetInBound", priority: 65000, direction: "Inbound", access: "Allow", sources: ["VirtualNetwork"], destinations: ["VirtualNetwork"] }, // prettier-ignore
  { ...base, name: "AllowAzureLoadBalancerInBound", priority: 65001, direction: "Inbound", access: "Allow", sources: ["AzureLoadBalancer"], destinations: ["*"] }, // prettier-ignore
  { ...base, name: "DenyAllInBound", priority: 65500, direction: "Inbound", access: "Deny", sources: ["*"], destinations: ["*"] }, // prettier-ignore
  { ...base, name: "AllowVnetOutBound", priority: 65000, direction: "Outbound", access: "Allow", sources: ["VirtualNetwork"], destinations: ["VirtualNetwork"] }, // prettier-ignore
  { ...base, name: "AllowInternetOutBound", priority: 65001, direction: "Outbound", access: "Allow", sources: ["*"], destinations: ["Internet"] }, // prettier-ignore
  { ...base, name: "DenyAllOutBound", priority: 65500, direction: "Outbound", access: "Deny", sources: ["*"], destinations: ["*"] }, // prettier-ignore
];

const either = (rule: unknown, one: string, many: string): string[] =>
  [textOf(rule, one), ...textsOf(rule, many)].filter((text) => text !== "");

function ruleOf(rule: unknown): SecurityRule {
  return {
    name: textOf(rule, "name"),
    priority: (rule as { priority?: number }).priority ?? 0,
    direction: textOf(rule, "direction") as SecurityRule["direction"],
    access: textOf(rule, "access") as SecurityRule["access"],
    protocol: textOf(rule, "protocol"),
    sources: either(rule, "sourceAddressPrefix", "sourceAddressPrefixes"),
    destinations: either(rule, "destinationAddressPrefix", "destinationAddressPrefixes"),
    ports: either(rule, "destinationPortRange", "destinationPortRanges"),
    description: textOf(rule, "description"),
  };
}

/** The subnets of the plan's own virtual networks with their rules, first rule first. */
export function subnetsOf(view: PlanView): SubnetFacts[] {
  return view.all("network:VirtualNetwork").flatMap((network) =>
    listOf(network.inputs, "subnets").map((subnet): SubnetFacts => {
      const id = `${network.id ?? ""}/subnets/${textOf(subnet, "name")}`;
      const groupId = textOf(subnet, "networkSecurityGroup.id");
      const group = view.all("network:NetworkSecurityGroup").find((one) => sameId(one.id ?? "", groupId));
      const rules = group ? listOf(group.inputs, "securityRules").map(ruleOf) : [];
      return {
        id,
        name: textOf(subnet, "name"),
        range: textOf(subnet, "addressPrefix") || textsOf(subnet, "addressPrefixes").join(", "),
        label: labelOf(view, id),
        ...(groupId && { group: group ? azureName(group) : lastOf(groupId) }),
        rules: rules.sort((one, other) => one.priority - other.priority),
      };
    }),
  );
}

const contents: Readonly<Record<string, string>> = {
  "network:ApplicationGateway": "Application Gateway",
  "apimanagement:ApiManagementService": "API Management",
  "network:PrivateEndpoint": "private endpoints",
};

/** Where a resource is put into the network. */
export const subnetIdsOf = (type: string, inputs: unknown): string[] => {
  if (type === "network:ApplicationGateway")
    return listOf(inputs, "gatewayIPConfigurations").map((one) => textOf(one, "subnet.id"));
  if (type === "apimanagement:ApiManagementService") return [textOf(inputs, "virtualNetworkConfiguration.subnetResourceId")];
  return type === "network:PrivateEndpoint" ? [textOf(inputs, "subnet.id")] : [];
};

function labelOf(view: PlanView, id: string): string {
  const inside = view
    .custom()
    .find(({ type, inputs }) => subnetIdsOf(plainType(type), inputs).some((subnet) => sameId(subnet, id)));
  return (inside && contents[plainType(inside.type)]) ?? lastOf(id);
}

/** The ways through the groups of the subnets, from or to what is in none of these subnets. */
export function waysThrough(subnets: readonly SubnetFacts[]): Way[] {
  const inside = (address: string) => subnets.some(({ range }) => covers(range, address));
  return subnets.flatMap((subnet) =>
    subnet.rules
      .filter(({ access }) => access === "Allow")
      .flatMap((rule) => {
        const others = rule.direction === "Inbound" ? rule.sources : rule.destinations;
        return others.filter((other) => !inside(other)).map((other) => wayOf(subnet, rule, other));
      }),
  );
}

function wayOf(subnet: SubnetFacts, { name, direction, ports, protocol }: SecurityRule, other: string): Way {
  const by = `${subnet.group ?? subnet.name}: ${name}`;
  const [from, to] = direction === "Inbound" ? [other, subnet.label] : [subnet.label, other];
  return { direction: direction === "Inbound" ? "in" : "out", from, to, ports, protocol, by };
}

const isRange = (text: string): boolean => ipaddr.IPv4.isValidCIDR(text) || ipaddr.IPv4.isValid(text);

/** Whether a range, or a place's name, holds an address or range. */
export function covers(place: string, address: string): boolean {
  if (place === address || place === "*") return true;
  if (!isRange(place) || !isRange(address)) return false;
  const [outer, inner] = [place, address].map((text) => ipaddr.IPv4.parseCIDR(text.includes("/") ? text : `${text}/32`));
  return outer !== undefined && inner !== undefined && inner[1] >= outer[1] && inner[0].match(outer);
}
