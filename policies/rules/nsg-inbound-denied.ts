import { isFromEveryPort, ports, prefixes, rulesOf } from "../azure/securityRules";
import { stackRule } from "../base/rule";
import type { Value } from "../base/value";

export default stackRule({
  name: "nsg-inbound-denied",
  severity: "critical",
  types: ["network:NetworkSecurityGroup"],
  description:
    "A group denies whatever comes in and is not allowed: Azure's own last rules let in all of the network and those peered with it.",
  remediation: "Add an inbound rule that denies every protocol, source and port.",
  check: (group, stack) =>
    rulesOf(group, stack).some(deniesAll)
      ? []
      : [{ message: "no rule denies all other inbound traffic; expected one that denies every protocol, source and port" }],
});

function deniesAll(rule: Value): boolean {
  const everything = ["*", "Any", "0.0.0.0/0"];
  return (
    rule.at("access").is("Deny") &&
    rule.at("direction").is("Inbound") &&
    rule.at("protocol").is("*") &&
    prefixes(rule, "source").some((one) => one.is(...everything)) &&
    prefixes(rule, "destination").some((one) => one.is(...everything)) &&
    ports(rule).some((one) => one.is("*", "0-65535")) &&
    isFromEveryPort(rule)
  );
}
