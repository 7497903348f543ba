import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "st-firewall-deny",
  severity: "critical",
  types: ["storage:StorageAccount"],
  description: "The firewall of a storage account denies by default, unless public network access is disabled altogether.",
  remediation: 'Set networkRuleSet.defaultAction to "Deny".',
  check: (account) =>
    account.at("publicNetworkAccess").is("Disabled") ? [] : mustBe(account.at("networkRuleSet.defaultAction"), "Deny"),
});
