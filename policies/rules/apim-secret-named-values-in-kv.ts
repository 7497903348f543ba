import { mustBeSet } from "../base/findings";
import { looksSecret } from "../azure/secrets";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";
import { calledHosts } from "../gateway/namedHosts";

/** What may be in a named value that is only known later: an id, and where to write traces, which lets nobody in. */
const plain: readonly string[] = [
  "managedidentity:UserAssignedIdentity",
  "applicationinsights:Component",
  "apimanagement:ApiManagementService",
];

export default stackRule({
  name: "apim-secret-named-values-in-kv",
  severity: "high",
  types: ["apimanagement:NamedValue"],
  description: "Named values that are secrets come from Key Vault.",
  remediation: "Set keyVault.secretIdentifier and remove value.",
  check: (named, stack) => [
    ...(named.at("secret").is(true) || named.at("secret").isUnknown
      ? mustBeSet(named.at("keyVault.secretIdentifier"), "the id of a secret in a key vault")
      : []),
    ...(named.at("value").isUnknown && !stack.dependencies(named, "value").every((one) => isPlain(one, named, stack))
      ? [{ message: "value is not known before deployment and may be a key; expected keyVault.secretIdentifier" }]
      : []),
    ...(looksSecret(named.at("value").text() ?? "") || (isCalledSecret(named) && named.at("value").isKnown)
      ? [{ message: "value looks like a secret; expected keyVault.secretIdentifier" }]
      : []),
  ],
});

/** Names that people give to secrets. */
const secretName =
  /(^|[-_ ])(password|passwd|pwd|passphrase|secret|credential|sas|token-value|((access|auth|bearer|bot|refresh)-?token)|((access|account|api|function|master|primary|private|secondary|shared|signing|subscription)-?key))s?$/i;

function isCalledSecret(named: StackResource): boolean {
  return ["namedValueId", "displayName"].some((property) => secretName.test(named.at(property).text() ?? ""));
}

/** An account gives its host, which a document calls, or its key. */
const isPlain = (from: StackResource, named: StackResource, stack: Stack): boolean =>
  plain.includes(from.type) ||
  (from.type === "cognitiveservices:Account" && calledHosts(stack).has(named.at("displayName").text() ?? ""));
