import { mustBeSet } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "kv-key-expiry",
  severity: "medium",
  types: ["keyvault:Key"],
  description: "Keys expire.",
  remediation: "Set properties.attributes.expires, or a rotation policy with an expiry time.",
  check: (key) =>
    key.at("properties.rotationPolicy.attributes.expiryTime").isMissing
      ? mustBeSet(key.at("properties.attributes.expires"), "a time")
      : [],
});
