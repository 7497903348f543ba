import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "cog-local-auth-disabled",
  severity: "critical",
  types: ["cognitiveservices:Account"],
  description: "Cognitive Services accounts take Entra tokens only, no keys.",
  remediation: "Set properties.disableLocalAuth to true and give callers a role.",
  safe: { "properties/disableLocalAuth": true },
  check: (account) => mustBe(account.at("properties.disableLocalAuth"), true),
});
