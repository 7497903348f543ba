import { mustBeEmpty, mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "kv-key-not-exportable",
  severity: "critical",
  types: ["keyvault:Key"],
  description: "Keys stay in the vault.",
  remediation: "Set properties.attributes.exportable to false and remove release_policy.",
  check: (key) => [
    ...mustNotBe(key.at("properties.attributes.exportable"), true),
    ...mustBeEmpty(key.at("properties.release_policy"), "none"),
    ...mustBeEmpty(key.at("properties.releasePolicy"), "none"),
  ],
});
