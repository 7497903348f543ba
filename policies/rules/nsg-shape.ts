import { isWithin } from "../azure/addresses";
import { addressCount, isPrivate, isWithinRanges, Range, rangeOf } from "../azure/ranges";
import { eachAllow, ports, prefixes, securityRuleTypes } from "../azure/securityRules";
import { Role, roleOf, subnetRanges } from "../azure/serviceSubnets";
import { isPeer, Shape, shapes, Surroundings } from "../azure/shapes";
import { Finding, unexpected } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";
import type { Value } from "../base/value";

export default stackRule({
  name: "nsg-shape",
  severity: "critical",
  types: securityRuleTypes,
  description:
    "Network security rules allow only the traffic that the architecture needs: by role of the subnet, direction, peer and port; many public ranges are summed up.",
  remediation: "Remove the rule or narrow it; the team's own ranges are the setting clientRanges of the policy environment.",
  check: (resource, stack) => {
    const group = groupOf(resource, stack);
    const role = group ? roleOf(group, stack) : "other";
    const surroundings = surroundingsOf(stack);
    return [
      ...eachAllow(resource, "Inbound", (rule) => misshapen(rule, "Inbound", role, surroundings)),
      ...eachAllow(resource, "Outbound", (rule) => misshapen(rule, "Outbound", role, surroundings)),
      ...tooManyAddresses(resource, stack, surroundings),
    ].map(({ message }) => ({ message }));
  },
});

function groupOf(resource: StackResource, stack: Stack): StackResource | undefined {
  if (resource.type === "network:NetworkSecurityGroup") return resource;
  return stack.namedBy(resource, "networkSecurityGroupName", "network:NetworkSecurityGroup")[0];
}

function surroundingsOf(stack: Stack): Surroundings {
  return stack.once("surroundings", () => ({
    subnets: subnetRanges(stack),
    clients: ranges(stack.environment.clientRanges),
    readers: ranges(stack.environment.readerRanges),
    publicFrontEnd: stack.ofType("network:ApplicationGateway").some((gateway) =>
      gateway
        .at("frontendIPConfigurations")
        .items()
        .some((one) => !one.at("publicIPAddress").isMissing),
    ),
  }));
}

function ranges(texts: readonly string[]): Range[] {
  return texts.map(rangeOf).filter((one) => one !== undefined);
}

/** The parts of a rule that are of no shape. */
function misshapen(rule: Value, direction: "Inbound" | "Outbound", role: Role, surroundings: Surroundings): Finding[] {
  const end = direction === "Inbound" ? "source" : "destination";
  const peers = prefixes(rule, end);
  const groups = rule.at(`${end}ApplicationSecurityGroups`);
  const wanted = ports(rule);
  const expected = `what a subnet of ${role} needs ${direction.toLowerCase()}`;
  if (!groups.isMissing && (groups.isUnknown || groups.items().length > 0))
    return [unexpected(groups, "address ranges or service tags")];
  if (peers.length === 0) return [unexpected(rule.at(`${end}AddressPrefix`), expected)];
  if (wanted.length === 0) return [unexpected(rule.at("destinationPortRange"), expected)];
  return peers.flatMap((peer) =>
    wanted
      .filter((port) => !shapes[role][direction].some((shape) => fits(rule, peer, port, shape, surroundings)))
      .map((port) =>
        unexpected(peer.isUnknown ? peer : port.isUnknown ? port : peer, `${expected} at port ${port.text() ?? "?"}`),
      ),
  );
}

function fits(rule: Value, peer: Value, port: Value, shape: Shape, surroundings: Surroundings): boolean {
  const protocols = shape.protocols ?? ["Tcp"];
  if (!rule.at("protocol").is(...protocols) || peer.isUnknown || port.isUnknown) return false;
  const within = shape.ports.some((range) => range === "*" || isWithin(port.text() ?? "", range));
  return within && isPeer(peer.text() ?? "", shape, surroundings);
}

/** Public addresses of all rules that let somebody in, beyond the team's own ranges, summed up. */
function tooManyAddresses(resource: StackResource, stack: Stack, { clients }: Surroundings): Finding[] {
  const list = resource.type === "network:SecurityRule" ? [resource.inputs] : resource.at("securityRules").items();
  const open = list
    .filter((rule) => rule.at("access").is("Allow") && rule.at("direction").is("Inbound"))
    .flatMap((rule) => prefixes(rule, "source"))
    .map((prefix) => rangeOf(prefix.text() ?? ""))
    .filter((range) => range !== undefined && !isPrivate(range) && !isWithinRanges(range, clients));
  const count = addressCount(open as Range[]);
  const most = stack.environment.publicAddresses;
  return count > most
    ? [{ message: `securityRules let in ${count} public addresses; expected at most ${most} beyond the setting clientRanges` }]
    : [];
}
