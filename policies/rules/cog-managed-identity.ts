import { mustBeSet, mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "cog-managed-identity",
  severity: "high",
  types: ["cognitiveservices:Account"],
  description: "Cognitive Services accounts have a managed identity.",
  remediation: "Set identity.type.",
  check: (account) => [
    ...mustBeSet(account.at("identity.type"), "a managed identity"),
    ...mustNotBe(account.at("identity.type"), "None"),
  ],
});
