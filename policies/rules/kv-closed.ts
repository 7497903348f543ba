import { mayBe, mustBeEmpty, mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "kv-closed",
  severity: "critical",
  types: ["keyvault:Vault"],
  description:
    "Key vaults let no address, no subnet and no deployment of another service in, belong to the own tenant, and are not brought back with the settings of one that was deleted.",
  remediation: "Remove ipRules, virtualNetworkRules, accessPolicies of a vault with roles, createMode, and enabledFor….",
  check: (vault) => [
    ...mustNotBe(vault.at("properties.networkAcls.defaultAction"), "Allow"),
    ...mustBeEmpty(vault.at("properties.networkAcls.ipRules"), "none"),
    ...mustBeEmpty(vault.at("properties.networkAcls.virtualNetworkRules"), "none"),
    ...(vault.at("properties.enableRbacAuthorization").is(true)
      ? mustBeEmpty(vault.at("properties.accessPolicies"), "roles instead")
      : []),
    ...["enabledForDeployment", "enabledForDiskEncryption", "enabledForTemplateDeployment"].flatMap((one) =>
      mustNotBe(vault.at("properties").entry(one), true),
    ),
    ...mayBe(vault.at("properties.networkAcls.bypass"), "None", "AzureServices"),
    ...mayBe(vault.at("properties.createMode"), "default"),
  ],
});
