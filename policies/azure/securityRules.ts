import { Finding, noted, unexpected } from "../base/findings";
import type { Resource } from "../base/rule";
import { stringLists } from "../base/settings";
import type { Value } from "../base/value";
import { isWithin } from "./addresses";

/** Types that hold network security rules: a group with its rules inline, and a rule of its own. */
export const securityRuleTypes = ["network:NetworkSecurityGroup", "network:SecurityRule"] as const;

type Direction = "Inbound" | "Outbound";

/**
 * A service shows in the rules that its subnet cannot do without: the tag and port over which Azure manages it (Microsoft
 * Learn, "Virtual network configuration reference: API Management", and "Application Gateway infrastructure
 * configuration"). A gateway with network isolation has no such rule, and needs no exception either.
 */
const signatures = {
  apiManagement: { source: "ApiManagement", port: "3443" },
  applicationGateway: { source: "GatewayManager", port: "65200-65535" },
} as const;

/** The setting that lets the groups of some services have ports open. */
export function openPorts(byService: Readonly<Partial<Record<keyof typeof signatures, readonly string[]>>>) {
  const services = Object.keys(signatures).join(", ");
  return { openPorts: stringLists(`Service in the subnet (${services}) → ports that may be open nevertheless.`, byService) };
}

/** Applies `check` to every rule that allows traffic in the direction; unknown rules are findings. */
export function eachAllow(resource: Resource, direction: Direction, check: (rule: Value) => Finding[]): Finding[] {
  const list = resource.at("securityRules");
  if (resource.type === "network:SecurityRule") return examined(resource.inputs, direction, check);
  if (list.isUnknown) return [unexpected(list, "rules that are known")];
  return list.items().flatMap((rule) => noted(examined(rule, direction, check), nameOf(rule)));
}

function examined(rule: Value, direction: Direction, check: (rule: Value) => Finding[]): Finding[] {
  const facts = [rule.at("access"), rule.at("direction")];
  const unsure = facts.find((fact) => fact.isUnknown);
  if (unsure) return [unexpected(unsure, "a value that is known")];
  return rule.at("access").is("Allow") && rule.at("direction").is(direction) ? check(rule) : [];
}

function nameOf(rule: Value): string | undefined {
  const name = rule.at("name").text();
  return name === undefined ? undefined : `rule ${JSON.stringify(name)}`;
}

/** The address prefixes at one end of a rule: the single one and those of the list. */
export function prefixes(rule: Value, end: "source" | "destination"): Value[] {
  return singleAndList(rule, `${end}AddressPrefix`, `${end}AddressPrefixes`);
}

/** The destination ports of a rule. */
export function ports(rule: Value): Value[] {
  return singleAndList(rule, "destinationPortRange", "destinationPortRanges");
}

function singleAndList(rule: Value, single: string, list: string): Value[] {
  const values = [rule.at(single), rule.at(list)].flatMap((value) => (value.items().length > 0 ? value.items() : [value]));
  return values.filter((value) => value.isUnknown || value.text() !== undefined);
}

/** Whether the service in the group's subnet may have all ports of the rule open. */
export function mayBeOpen(group: Resource, rule: Value, byService: Readonly<Record<string, readonly string[]>>): boolean {
  const open = servicesOf(group).flatMap((service) => byService[service] ?? []);
  const wanted = ports(rule);
  return wanted.length > 0 && wanted.every((port) => open.some((range) => isWithin(port.text() ?? "", range)));
}

/** The services whose signature the inline rules of a group have. */
function servicesOf(group: Resource): string[] {
  const inbound = group
    .at("securityRules")
    .items()
    .filter((rule) => rule.at("access").is("Allow") && rule.at("direction").is("Inbound"));
  return Object.entries(signatures)
    .filter(([, { source, port }]) =>
      inbound.some((rule) => prefixes(rule, "source").some((one) => one.is(source)) && ports(rule).some((one) => one.is(port))),
    )
    .map(([service]) => service);
}
