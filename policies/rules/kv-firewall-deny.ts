import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "kv-firewall-deny",
  severity: "critical",
  types: ["keyvault:Vault"],
  description: "The firewall of a key vault denies by default, unless public network access is disabled altogether.",
  remediation: 'Set properties.networkAcls.defaultAction to "Deny".',
  check: (vault) =>
    vault.at("properties.publicNetworkAccess").is("Disabled")
      ? []
      : mustBe(vault.at("properties.networkAcls.defaultAction"), "Deny"),
});
