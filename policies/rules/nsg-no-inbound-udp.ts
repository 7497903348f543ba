import { isInternet } from "../azure/addresses";
import { eachAllow, prefixes, securityRuleTypes } from "../azure/securityRules";
import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "nsg-no-inbound-udp",
  severity: "high",
  types: securityRuleTypes,
  description: "No network security rule lets UDP in from the Internet.",
  remediation: 'Set protocol to "Tcp", or name the ranges that may connect.',
  check: (group) =>
    eachAllow(group, "Inbound", (rule) => {
      const protocol = rule.at("protocol");
      if (!protocol.isUnknown && !protocol.is("Udp", "*")) return [];
      const open = prefixes(rule, "source").filter((prefix) => prefix.isUnknown || isInternet(prefix.text() ?? ""));
      return open.map((prefix) =>
        prefix.isUnknown
          ? unexpected(prefix, "ranges or service tags narrower than the Internet")
          : unexpected(protocol, '"Tcp" from the Internet'),
      );
    }),
});
