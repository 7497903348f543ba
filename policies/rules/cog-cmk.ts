import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "cog-cmk",
  severity: "low",
  types: ["cognitiveservices:Account"],
  description: "Accounts are encrypted with the company's own key.",
  remediation: 'Set properties.encryption.keySource to "Microsoft.KeyVault".',
  check: (account) => mustBe(account.at("properties.encryption.keySource"), "Microsoft.KeyVault"),
});
