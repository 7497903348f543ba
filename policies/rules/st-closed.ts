import { isNamedOutside, ownTenants, resourceOf } from "../azure/outside";
import { Finding, mayBe, mustBe, mustBeEmpty, mustNotBe, unexpected } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";
import type { Value } from "../base/value";

export default stackRule({
  name: "st-closed",
  severity: "critical",
  types: ["storage:StorageAccount"],
  description:
    "Storage accounts let no address, no subnet, no foreign service and nobody without a token in, and publish nothing.",
  remediation:
    "Remove ipRules, virtualNetworkRules, foreign resourceAccessRules, enableNfsV3, share permissions for everybody, custom domains and Internet endpoints.",
  check: (account, stack) => [
    ...mustBeEmpty(account.at("networkRuleSet.ipRules"), "none"),
    ...mustBeEmpty(account.at("networkRuleSet.virtualNetworkRules"), "none"),
    ...mustBeEmpty(account.at("networkRuleSet.ipv6Rules"), "none"),
    ...mustNotBe(account.at("networkRuleSet.defaultAction"), "Allow"),
    ...mayBe(account.at("azureFilesIdentityBasedAuthentication.directoryServiceOptions"), "None"),
    ...mayBe(account.at("azureFilesIdentityBasedAuthentication.defaultSharePermission"), "None"),
    ...mustNotBe(account.at("enableNfsV3"), true),
    ...mustBeEmpty(account.at("customDomain"), "none"),
    ...mustNotBe(account.at("routingPreference.publishInternetEndpoints"), true),
    ...mustBe(account.at("allowedCopyScope"), "PrivateLink", "AAD"),
    ...(account.at("networkRuleSet.bypass").isMissing
      ? []
      : mustBe(account.at("networkRuleSet.bypass"), "None", "AzureServices", "Logging", "Metrics", "Logging, Metrics")),
    ...account
      .at("networkRuleSet.resourceAccessRules")
      .items()
      .flatMap((one) => accessRule(one, account, stack)),
  ],
});

function accessRule(rule: Value, account: StackResource, stack: Stack): Finding[] {
  const [tenant, id] = [rule.at("tenantId"), rule.at("resourceId")];
  const own = id.isUnknown
    ? stack.dependencies(account, "networkRuleSet").some((one) => one.token.startsWith("azure-native"))
    : resourceOf(stack, id.text() ?? "") !== undefined || isNamedOutside(stack, id.text() ?? "");
  return [
    ...(ownTenants(stack).has(tenant.text()?.toLowerCase() ?? "") ? [] : [unexpected(tenant, "the own tenant")]),
    ...(own ? [] : [unexpected(id, "a resource of this stack")]),
  ].map(({ message }) => ({ message }));
}
