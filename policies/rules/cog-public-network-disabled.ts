import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "cog-public-network-disabled",
  severity: "critical",
  types: ["cognitiveservices:Account"],
  description:
    "Azure OpenAI and other Cognitive Services accounts are not reachable over the Internet; network rules do not excuse it.",
  remediation: 'Set properties.publicNetworkAccess to "Disabled" and reach the account over a private endpoint.',
  safe: { "properties/publicNetworkAccess": "Disabled" },
  check: (account) => mustBe(account.at("properties.publicNetworkAccess"), "Disabled"),
});
