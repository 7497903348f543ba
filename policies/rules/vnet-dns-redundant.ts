import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "vnet-dns-redundant",
  severity: "low",
  types: ["network:VirtualNetwork"],
  description: "A network with its own DNS servers has two of them.",
  remediation: "Name a second server in dhcpOptions.dnsServers.",
  check: (network) => {
    const servers = network.at("dhcpOptions.dnsServers");
    return servers.items().length === 1 ? [unexpected(servers, "none, or at least two")] : [];
  },
});
