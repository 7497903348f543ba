import { Finding, noted, unexpected } from "../base/findings";
import type { Resource } from "../base/rule";
import { stringLists } from "../base/settings";
import type { Stack, StackResource } from "../base/stack";
import type { Value } from "../base/value";
import { isInternet, isWithin } from "./addresses";

/** Types that hold NSG rules: a group with its rules inline, and a rule of its own. */
export const securityRuleTypes = ["network:NetworkSecurityGroup", "network:SecurityRule"] as const;

type Direction = "Inbound" | "Outbound";

/**
 * A service shows in the rules that its subnet cannot do without: the tag and port over which Azure manages it (Microsoft
 * Learn, "Virtual network configuration reference: API Management", and "Application Gateway infrastructure
 * configuration"). A gateway with network isolation has no such rule, and needs no exception either.
 */
export const signatures = {
  apiManagement: { source: "ApiManagement", port: "3443" },
  applicationGateway: { source: "GatewayManager", port: "65200-65535" },
} as const;

/** A service that shows in the NSG rules of its subnet. */
export type Service = keyof typeof signatures;

/** The setting that lets the groups of some services have ports open. */
export function openPorts(byService: Readonly<Partial<Record<Service, readonly string[]>>>) {
  const services = Object.keys(signatures).join(", ");
  return { openPorts: stringLists(`Service in the subnet (${services}) → ports that may be open nevertheless.`, byService) };
}

/** Applies `check` to every NSG rule that allows traffic in the direction; unknown ones are findings. */
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
  return rule.at("access").mayMean("Allow") && rule.at("direction").mayMean(direction) ? check(rule) : [];
}

function nameOf(rule: Value): string | undefined {
  const name = rule.at("name").text();
  return name === undefined ? undefined : `rule ${JSON.stringify(name)}`;
}

/** The address prefixes at one end of an NSG rule: the single one and those of the list. */
export function prefixes(rule: Value, end: "source" | "destination"): Value[] {
  return singleAndList(rule, `${end}AddressPrefix`, `${end}AddressPrefixes`);
}

/** The destination ports of an NSG rule. */
export function ports(rule: Value): Value[] {
  return singleAndList(rule, "destinationPortRange", "destinationPortRanges");
}

/** Whether an NSG rule is about calls from every port, as all are that name none. */
export function isFromEveryPort(rule: Value): boolean {
  const from = singleAndList(rule, "sourcePortRange", "sourcePortRanges");
  return from.length === 0 || from.some((one) => one.is("*", "0-65535"));
}

function singleAndList(rule: Value, single: string, list: string): Value[] {
  const values = [rule.at(single), rule.at(list)].flatMap((value) => (value.items().length > 0 ? value.items() : [value]));
  return values.filter((value) => value.isUnknown || value.text() !== undefined);
}

/** Whether the service in the group's subnet may have all ports of the NSG rule open. */
export function mayBeOpen(group: Resource, rule: Value, byService: Readonly<Record<string, readonly string[]>>): boolean {
  const open = servicesOf(group.at("securityRules").items()).flatMap((service) => byService[service] ?? []);
  const wanted = ports(rule);
  return wanted.length > 0 && wanted.every((port) => open.some((range) => isWithin(port.text() ?? "", range)));
}

/** The services whose signature the NSG rules of a group have. */
export function servicesOf(rules: readonly Value[]): Service[] {
  const inbound = rules.filter((rule) => rule.at("access").is("Allow") && rule.at("direction").is("Inbound"));
  return (Object.keys(signatures) as Service[]).filter((service) => {
    const { source, port } = signatures[service];
    return inbound.some(
      (rule) => prefixes(rule, "source").some((one) => one.is(source)) && ports(rule).some((one) => one.is(port)),
    );
  });
}

/** The NSG rules of a group, inline and as resources of their own. */
export function rulesOf(group: StackResource, stack: Stack): Value[] {
  const own = stack.namedAfter(["network:SecurityRule"], "networkSecurityGroupName", group, "networkSecurityGroupName");
  return [...group.at("securityRules").items(), ...own.map((rule) => rule.inputs)];
}

/** Whether an NSG rule denies whatever leaves the subnet, at any port: Azure's own last rules let it out to the Internet and to all peered networks. */
export function deniesOutbound(rule: Value): boolean {
  const everywhere = ["*", "Any", "0.0.0.0/0"];
  return (
    rule.at("access").is("Deny") &&
    rule.at("direction").is("Outbound") &&
    rule.at("protocol").is("*") &&
    prefixes(rule, "source").some((one) => one.is(...everywhere, "VirtualNetwork")) &&
    prefixes(rule, "destination").some((one) => one.is(...everywhere)) &&
    ports(rule).some((one) => one.is("*", "0-65535")) &&
    isFromEveryPort(rule)
  );
}

/** Whether an NSG rule lets the Internet in, or out to it. */
export function opensInternet(rule: Value): boolean {
  const end = rule.at("direction").is("Inbound") ? "source" : "destination";
  return rule.at("access").is("Allow") && prefixes(rule, end).some((one) => isInternet(one.text() ?? ""));
}
