import { mustBeSet } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "kv-secret-content-type",
  severity: "medium",
  types: ["keyvault:Secret"],
  description: "Secrets say what they are.",
  remediation: "Set properties.contentType.",
  check: (secret) => mustBeSet(secret.at("properties.contentType"), "a content type"),
});
