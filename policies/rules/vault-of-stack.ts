import { isNamedHost, vaultHosts } from "../azure/hosts";
import { valuesAt } from "../azure/references";
import { Finding, mustBe, unexpected } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";
import type { Value } from "../base/value";

/** Where a resource takes a secret or certificate from a vault, by the address of it. */
const places: Readonly<Record<string, readonly string[]>> = {
  "apimanagement:ApiManagementService": ["hostnameConfigurations[].keyVaultId", "additionalLocations[].keyVaultId"],
  "apimanagement:NamedValue": ["keyVault.secretIdentifier"],
  "cognitiveservices:Account": ["properties.encryption.keyVaultProperties.keyVaultUri"],
  "eventhub:Namespace": ["encryption.keyVaultProperties[].keyVaultUri"],
  "network:ApplicationGateway": ["sslCertificates[].keyVaultSecretId", "trustedRootCertificates[].keyVaultSecretId"],
  "storage:StorageAccount": ["encryption.keyVaultProperties.keyVaultUri"],
};

export default stackRule({
  name: "vault-of-stack",
  severity: "high",
  types: Object.keys(places),
  description:
    "Secrets, keys and certificates come from a vault of the stack, or from the one that the stack's own configuration names; accounts have a key of it where openAi.customerManagedKey of the stack asks for one.",
  remediation: "Take it from the stack's vault, or name the host of the vault in the setting hosts of the policy environment.",
  check: (resource, stack) => [
    ...(stack.environment.ownKeys && resource.type === "cognitiveservices:Account" ? ownKey(resource) : []),
    ...(places[resource.type] ?? [])
      .flatMap((path) => valuesAt(resource, path))
      .flatMap((value) => judged(resource, value, stack)),
  ],
});

/** With `openAi.customerManagedKey` accounts are encrypted with the company's own key. */
function ownKey(account: StackResource): Finding[] {
  const source = account.at("properties.encryption.keySource");
  return source.hidden ? [] : mustBe(source, "Microsoft.KeyVault");
}

function judged(resource: StackResource, value: Value, stack: Stack): Finding[] {
  if (value.isMissing || value.hidden) return [];
  const property = value.path.split(/[.[]/)[0] ?? "";
  const ofVault = stack
    .dependencies(resource, property)
    .some((one) => one.type.startsWith("keyvault:") || one.type.startsWith("authorization:"));
  const text = value.text() ?? "";
  const host = URL.canParse(text) ? new URL(text).hostname.toLowerCase() : "";
  const known = value.isUnknown ? ofVault : vaultHosts(stack).has(host) || isNamedHost(host, stack.environment.hosts);
  return known ? [] : [{ message: unexpected(value, "something in a vault of this stack").message }];
}
