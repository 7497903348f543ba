import { mustBeEmpty, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "nic-no-public-ip",
  severity: "high",
  types: ["network:NetworkInterface"],
  description: "No network interface has a public address.",
  remediation: "Remove publicIPAddress of the interface's configurations.",
  check: (nic) => {
    const configurations = nic.at("ipConfigurations");
    if (configurations.isUnknown) return [unexpected(configurations, "configurations that are known")];
    return configurations.items().flatMap((one) => mustBeEmpty(one.at("publicIPAddress"), "no public address"));
  },
});
