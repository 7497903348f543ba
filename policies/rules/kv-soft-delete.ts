import { mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "kv-soft-delete",
  severity: "high",
  types: ["keyvault:Vault"],
  description: "Key vaults keep what is deleted for 7 to 90 days.",
  remediation: "Leave enableSoftDelete, or set it to true.",
  check: (vault) => {
    const days = vault.at("properties.softDeleteRetentionInDays").number();
    return [
      ...mustNotBe(vault.at("properties.enableSoftDelete"), false),
      ...(days !== undefined && (days < 7 || days > 90)
        ? [{ message: `properties.softDeleteRetentionInDays is ${days}; expected 7 to 90` }]
        : []),
    ];
  },
});
