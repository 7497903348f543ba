import { Finding, mustBe, unexpected } from "../base/findings";
import { Resource, resourceRule } from "../base/rule";

export default resourceRule({
  name: "kv-purge-protection",
  severity: "high",
  types: ["keyvault:Vault"],
  description: "Nobody can purge what is deleted from a key vault.",
  remediation: "Set properties.enablePurgeProtection to true.",
  check: (vault) => [...mustBe(vault.at("properties.enablePurgeProtection"), true), ...keptLongEnough(vault)],
});

/** Protection ends with the days that Azure keeps what is deleted: 7 to 90. */
function keptLongEnough(vault: Resource): Finding[] {
  const days = vault.at("properties.softDeleteRetentionInDays");
  const number = days.number();
  return number !== undefined && (number < 7 || number > 90) ? [unexpected(days, "7 to 90")] : [];
}
