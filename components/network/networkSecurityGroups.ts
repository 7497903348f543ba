import type * as inputs from "@pulumi/azure-native/types/input";
import { ApiManagementTier, networkingOf } from "../apiManagement/tiers";
import { Place, RuleRow, ruleTables } from "./nsgRules";
import type { SubnetKey } from "./subnetRanges";

/** Where the front door listens, and for whom. */
export interface FrontEnd {
  /** `private`: only in the network. `public`: on the Internet as well. */
  mode: "private" | "public";
  /** Ranges that may connect; private and empty: the whole virtual network. */
  allowedRanges: readonly string[];
}

/** What the NSG rules of an environment depend on. */
export interface RuleContext {
  /** Ranges of the three subnets. */
  ranges: Record<SubnetKey, string>;
  /** Decides whether the service runs in its subnet or only sends through it. */
  apiManagementTier: ApiManagementTier;
  /** Decides the table of the gateway's subnet and the ranges of clients. */
  frontEnd: FrontEnd;
  /** An event hub has a private endpoint in this network. */
  eventHub: boolean;
  /** Application Gateway reads its certificate over a private endpoint in a peered network. @default false */
  certificateElsewhere?: boolean;
  /** Ranges that may reach the private endpoints, besides the two gateways. */
  readerRanges: readonly string[];
  /** DNS servers of the virtual network; empty when Azure's own are used. */
  dnsServers: readonly string[];
}

/** An NSG rule with its places resolved to address prefixes or service tags. */
export interface Rule extends Omit<RuleRow, "from" | "to" | "access" | "onlyWith"> {
  /** A row without `access` becomes `Allow`. */
  access: "Allow" | "Deny";
  /** Address prefixes or service tags; at least one. */
  sources: readonly string[];
  /** Address prefixes or service tags; at least one. */
  destinations: readonly string[];
}

/**
 * The NSG rules of a subnet, in the order of their table. Rows that need something the environment does not have (an event
 * hub, DNS servers of its own, client ranges) are left out.
 *
 * @throws Error for a tier of API Management that is not supported.
 */
export function rulesFor(subnet: SubnetKey, context: RuleContext): Rule[] {
  return tableFor(subnet, context)
    .filter((row) => !row.onlyWith || context[row.onlyWith])
    .map((row) => resolve(row, context))
    .filter((rule) => rule.sources.length > 0 && rule.destinations.length > 0);
}

function tableFor(subnet: SubnetKey, context: RuleContext): readonly RuleRow[] {
  const networking = networkingOf(context.apiManagementTier);
  if (subnet === "apiManagement") return ruleTables.apiManagement[networking];
  if (subnet === "privateEndpoints") return ruleTables.privateEndpoints;
  // An integrated service has no address in its subnet: the gateway reaches it over its private endpoint only.
  const reachable = (row: RuleRow) => networking === "injected" || row.to !== "subnet:apiManagement";
  return ruleTables.applicationGateway[context.frontEnd.mode].filter(reachable);
}

function resolve(row: RuleRow, context: RuleContext): Rule {
  const { name, priority, direction, protocol, ports, purpose } = row;
  const access = row.access ?? "Allow";
  const [sources, destinations] = [addresses(row.from, context), addresses(row.to, context)];
  return { name, priority, direction, access, protocol, sources, destinations, ports, purpose };
}

function addresses(place: Place, { ranges, frontEnd, readerRanges, dnsServers }: RuleContext): readonly string[] {
  const lists: Partial<Record<Place, readonly string[]>> = {
    "subnet:applicationGateway": [ranges.applicationGateway],
    "subnet:apiManagement": [ranges.apiManagement],
    "subnet:privateEndpoints": [ranges.privateEndpoints],
    clientRanges: frontEnd.allowedRanges,
    clientRangesOrNetwork: frontEnd.allowedRanges.length > 0 ? frontEnd.allowedRanges : ["VirtualNetwork"],
    readerRanges,
    dnsServers,
  };
  return lists[place] ?? [place];
}

/** An NSG rule as Azure takes it: single values in the singular properties, several in the plural ones. */
export function securityRule(rule: Rule): inputs.network.SecurityRuleArgs {
  const { name, priority, direction, access, protocol, purpose } = rule;
  return {
    name,
    description: purpose,
    priority,
    direction,
    access,
    protocol,
    sourcePortRange: "*",
    ...(rule.sources.length === 1 ? { sourceAddressPrefix: rule.sources[0] } : { sourceAddressPrefixes: [...rule.sources] }),
    ...(rule.destinations.length === 1
      ? { destinationAddressPrefix: rule.destinations[0] }
      : { destinationAddressPrefixes: [...rule.destinations] }),
    ...(rule.ports.length === 1 ? { destinationPortRange: rule.ports[0] } : { destinationPortRanges: [...rule.ports] }),
  };
}
