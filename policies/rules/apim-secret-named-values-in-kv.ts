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
    ...(looksSecret(named.at("value").text() ?? "")
      ? [{ message: "value looks like a secret; expected keyVault.secretIdentifier" }]
      : []),
  ],
});

/** Text that is a key: a part of a connection string, a token, or 32 characters and more without a space, of letters and digits, that are no id. */
function looksSecret(value: string): boolean {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
  const isKey = /^(?=.*[a-z])(?=.*\d)[A-Za-z0-9+/=_-]{32,}$/i.test(value) && !isId;
  return (
    isKey || /(AccountKey|SharedAccessKey|SharedAccessSignature|password|client_secret)\s*=|^sk-|^Bearer |[?&]sig=/i.test(value)
  );
}
