import { ownTenants } from "../azure/outside";
import { unexpected } from "../base/findings";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "kv-tenant",
  severity: "critical",
  types: ["keyvault:Vault"],
  description: "Key vaults belong to the own tenant.",
  remediation: "Set properties.tenantId to the tenant of the environment.",
  check: (vault, stack) => {
    const tenant = vault.at("properties.tenantId");
    return tenant.isMissing || ownTenants(stack).has(tenant.text()?.toLowerCase() ?? "")
      ? []
      : [unexpected(tenant, "the own tenant")];
  },
});
