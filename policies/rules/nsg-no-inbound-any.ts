import { isInternet } from "../azure/addresses";
import { eachAllow, mayBeOpen, openPorts, prefixes, securityRuleTypes } from "../azure/securityRules";
import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "nsg-no-inbound-any",
  severity: "critical",
  types: securityRuleTypes,
  description: "No network security rule lets everybody in; the subnet of Application Gateway may have 443 open.",
  remediation: "Name the ranges or service tags that may connect.",
  settings: openPorts({ applicationGateway: ["443"] }),
  check: (group, config) =>
    eachAllow(group, "Inbound", (rule) =>
      prefixes(rule, "source")
        .filter((prefix) => prefix.isUnknown || (isInternet(prefix.text() ?? "") && !mayBeOpen(group, rule, config.openPorts)))
        .map((prefix) => unexpected(prefix, "ranges or service tags narrower than the Internet")),
    ),
});
