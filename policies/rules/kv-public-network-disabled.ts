import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "kv-public-network-disabled",
  severity: "critical",
  types: ["keyvault:Vault"],
  description: "Key vaults are not reachable over the Internet; IP rules do not excuse it.",
  remediation: 'Set properties.publicNetworkAccess to "disabled" and reach the vault over a private endpoint.',
  safe: { "properties/publicNetworkAccess": "disabled" },
  check: (vault) => mustBe(vault.at("properties.publicNetworkAccess"), "Disabled"),
});
