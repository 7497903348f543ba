import { ports, prefixes } from "../azure/securityRules";
import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "nsg-deny-all-not-first",
  severity: "low",
  types: ["network:NetworkSecurityGroup"],
  description: "The first inbound rule of a group does not deny everything, which would make the others useless.",
  remediation: "Give the rule that denies everything the greatest priority number.",
  check: (group) => {
    const inbound = group
      .at("securityRules")
      .items()
      .filter((rule) => rule.at("direction").is("Inbound"))
      .sort((a, b) => (a.at("priority").number() ?? 0) - (b.at("priority").number() ?? 0));
    const [first] = inbound;
    const all =
      first &&
      first.at("access").is("Deny") &&
      prefixes(first, "source").some((one) => one.is("*", "Any")) &&
      ports(first).some((one) => one.is("*"));
    return all && inbound.length > 1 ? [unexpected(first.at("priority"), "the greatest of the inbound rules")] : [];
  },
});
