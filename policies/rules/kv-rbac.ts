import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "kv-rbac",
  severity: "high",
  types: ["keyvault:Vault"],
  description: "Key vaults go by roles, not by access policies.",
  remediation: "Set properties.enableRbacAuthorization to true and remove accessPolicies.",
  check: (vault) => mustBe(vault.at("properties.enableRbacAuthorization"), true),
});
