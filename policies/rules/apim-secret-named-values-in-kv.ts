import { mustBeSet } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-secret-named-values-in-kv",
  severity: "high",
  types: ["apimanagement:NamedValue"],
  description: "Named values that are secrets come from Key Vault.",
  remediation: "Set keyVault.secretIdentifier and remove value.",
  check: (named) => [
    ...(named.at("secret").is(true) || named.at("secret").isUnknown
      ? mustBeSet(named.at("keyVault.secretIdentifier"), "the id of a secret in a key vault")
      : []),
    ...(/(AccountKey|SharedAccessKey|SharedAccessSignature|password|client_secret)\s*=|^sk-|^Bearer /i.test(
      named.at("value").text() ?? "",
    )
      ? [{ message: "value looks like a secret; expected keyVault.secretIdentifier" }]
      : []),
  ],
});
