import { mustBe, mustHaveEntries, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";
import { strings } from "../base/settings";

export default resourceRule({
  name: "cog-restrict-outbound",
  severity: "high",
  types: ["cognitiveservices:Account"],
  description: "Accounts that run models call out to listed hosts only.",
  remediation: "Set properties.restrictOutboundNetworkAccess to true and list the hosts in properties.allowedFqdnList.",
  settings: { kinds: strings("Kinds of accounts that the rule judges.", ["OpenAI", "AIServices"]) },
  check: (account, { kinds }) => {
    const kind = account.at("kind");
    if (kind.isUnknown) return [unexpected(kind, "a kind that is known")];
    if (!kind.is(...kinds)) return [];
    return [
      ...mustBe(account.at("properties.restrictOutboundNetworkAccess"), true),
      ...mustHaveEntries(account.at("properties.allowedFqdnList"), "a list of at least one host"),
    ];
  },
});
