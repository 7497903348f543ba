import { eachSubnet, subnetTypes } from "../azure/subnets";
import { isPrivate, rangeOf } from "../azure/ranges";
import { Finding, mayBe, mustBe, mustBeEmpty, unexpected } from "../base/findings";
import { Resource, resourceRule } from "../base/rule";
import { Value } from "../base/value";

export default resourceRule({
  name: "vnet-private",
  severity: "critical",
  types: subnetTypes,
  description:
    "A virtual network has private addresses and asks private DNS servers only, and is in the plan against floods that network.ddosProtectionPlanId of the stack names.",
  remediation: "Use private ranges in addressSpace and private addresses in dhcpOptions.dnsServers.",
  check: (network, _config, { protectionPlan }) => [
    ...(protectionPlan && network.type === "network:VirtualNetwork" ? protectedBy(network, protectionPlan) : []),
    ...eachSubnet(network, [], (subnet) => [...all(subnet.at("addressPrefixes")), ...only(subnet.at("addressPrefix"))]),
    ...all(network.at("addressSpace.addressPrefixes")),
    ...all(network.at("dhcpOptions.dnsServers")),
    ...mustBeEmpty(network.at("ipAllocations"), "none"),
    ...mayBe(network.at("privateEndpointVNetPolicies"), "Disabled", "Basic"),
  ],
});

/** The network is in the plan against floods that the stack's own configuration names. */
function protectedBy(network: Resource, plan: string): Finding[] {
  return [...mustBe(network.at("enableDdosProtection"), true), ...mustBe(network.at("ddosProtectionPlan.id"), plan)];
}

function only(prefix: Value): Finding[] {
  return prefix.isMissing || prefix.isUnknown ? [] : all(new Value([prefix.raw], prefix.path));
}

function all(list: Value): Finding[] {
  return (list.isUnknown ? [list] : list.items())
    .filter((one) => !isPrivateText(one.text()))
    .map((one) => ({ message: unexpected(one, "an address or range of a private network").message }));
}

function isPrivateText(text: string | undefined): boolean {
  const range = rangeOf(text ?? "");
  return range !== undefined && isPrivate(range);
}
