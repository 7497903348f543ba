import { holdsPort, isInternet } from "../azure/addresses";
import { ports, prefixes } from "../azure/securityRules";
import { anyOf, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";
import { strings } from "../base/settings";
import type { Value } from "../base/value";

export default resourceRule({
  name: "nsg-lateral-traversal",
  severity: "medium",
  types: ["network:NetworkSecurityGroup"],
  description: "Machines of a subnet cannot log in to others of the network: a rule denies it before any allows it.",
  remediation: "Add an outbound rule that denies the ports, with a smaller priority than rules that allow them.",
  settings: { ports: strings("Ports of remote login, of which one must be denied.", ["22", "3389"]) },
  check: (group, config) => {
    const rules = group.at("securityRules");
    if (rules.isUnknown) return [unexpected(rules, "rules that are known")];
    const denied = config.ports.some((port) => deciding(rules.items(), Number(port))?.at("access").is("Deny"));
    const expected = `an outbound rule that denies port ${anyOf(config.ports)} to VirtualNetwork`;
    return denied ? [] : [unexpected(rules, expected)];
  },
});

/** The rule that decides about a port towards the whole network: the one with the smallest priority. */
function deciding(rules: Value[], port: number): Value | undefined {
  return rules
    .filter((rule) => rule.at("direction").is("Outbound") && rule.at("protocol").is("Tcp", "*"))
    .filter((rule) => ports(rule).some((range) => holdsPort(range.text() ?? "", port)))
    .filter((rule) => prefixes(rule, "destination").some(isWholeNetwork))
    .sort((a, b) => Number(a.at("priority").text()) - Number(b.at("priority").text()))[0];
}

function isWholeNetwork(prefix: Value): boolean {
  const text = prefix.text() ?? "";
  return prefix.is("VirtualNetwork", "*", "Any") || (text.includes("/") && isInternet(text));
}
