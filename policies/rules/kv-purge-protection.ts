import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "kv-purge-protection",
  severity: "high",
  types: ["keyvault:Vault"],
  description: "Nobody can purge what is deleted from a key vault.",
  remediation: "Set properties.enablePurgeProtection to true.",
  check: (vault) => mustBe(vault.at("properties.enablePurgeProtection"), true),
});
