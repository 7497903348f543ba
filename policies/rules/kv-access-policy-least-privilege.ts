import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "kv-access-policy-least-privilege",
  severity: "high",
  types: ["keyvault:Vault"],
  description: "No access policy of a key vault gives everything or the right to purge.",
  remediation: "Use roles, or list single permissions.",
  check: (vault) => {
    const policies = vault.at("properties.accessPolicies");
    if (policies.isUnknown) return [unexpected(policies, "none, or policies that are known")];
    return policies.items().flatMap((policy) =>
      policy
        .at("permissions")
        .leaves()
        .filter((one) => one.isUnknown || one.is("all", "purge"))
        .map((one) => unexpected(one, "single permissions without purge")),
    );
  },
});
