import { mustBeSet } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "kv-secret-expiry",
  severity: "medium",
  types: ["keyvault:Secret"],
  description: "Secrets expire.",
  remediation: "Set properties.attributes.expires.",
  check: (secret) => mustBeSet(secret.at("properties.attributes.expires"), "a time"),
});
