import { eachSubnet, subnetTypes } from "../azure/subnets";
import { isPrivate, rangeOf } from "../azure/ranges";
import { Finding, mayBe, mustBeEmpty, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";
import { Value } from "../base/value";

export default resourceRule({
  name: "vnet-private",
  severity: "critical",
  types: subnetTypes,
  description: "A virtual network has private addresses and asks private DNS servers only.",
  remediation: "Use private ranges in addressSpace and private addresses in dhcpOptions.dnsServers.",
  check: (network) => [
    ...eachSubnet(network, [], (subnet) => [...all(subnet.at("addressPrefixes")), ...only(subnet.at("addressPrefix"))]),
    ...all(network.at("addressSpace.addressPrefixes")),
    ...all(network.at("dhcpOptions.dnsServers")),
    ...mustBeEmpty(network.at("ipAllocations"), "none"),
    ...mayBe(network.at("privateEndpointVNetPolicies"), "Disabled", "Basic"),
  ],
});

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
