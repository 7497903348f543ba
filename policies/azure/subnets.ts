import { Finding, noted, unexpected } from "../base/findings";
import type { Resource } from "../base/rule";
import { strings } from "../base/settings";
import type { Value } from "../base/value";

/** Types that hold subnets: a network with subnets inline, and a subnet of its own. */
export const subnetTypes = ["network:VirtualNetwork", "network:Subnet"] as const;

/** Subnets of Azure's own services, by their fixed names (Microsoft Learn, "Virtual network integration of Azure services"). */
export const platformSubnets = [
  "GatewaySubnet",
  "AzureFirewallSubnet",
  "AzureFirewallManagementSubnet",
  "RouteServerSubnet",
] as const;

/** The setting that names subnets a rule leaves alone. */
export function exemptSubnets(names: readonly string[]) {
  return { exemptSubnets: strings("Names of subnets that the rule leaves alone.", names) };
}

/** Applies `check` to every subnet that is not left alone; unknown subnets are findings. */
export function eachSubnet(resource: Resource, exempt: readonly string[], check: (subnet: Value) => Finding[]): Finding[] {
  if (resource.type === "network:Subnet") return resource.at("subnetName").is(...exempt) ? [] : check(resource.inputs);
  const list = resource.at("subnets");
  if (list.isUnknown) return [unexpected(list, "subnets that are known")];
  return list
    .items()
    .filter((subnet) => !subnet.at("name").is(...exempt))
    .flatMap((subnet) => noted(check(subnet), nameOf(subnet)));
}

/** Whether a subnet is delegated to one of the services, or to any when none is named. */
export function isDelegated(subnet: Value, ...services: string[]): boolean {
  const delegations = subnet.at("delegations").items();
  return delegations.some((one) => services.length === 0 || one.at("serviceName").is(...services));
}

function nameOf(subnet: Value): string | undefined {
  const name = subnet.at("name").text();
  return name === undefined ? undefined : `subnet ${JSON.stringify(name)}`;
}
