import { mustBe, mustBeEmpty } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "cog-network-acls-deny",
  severity: "high",
  types: ["cognitiveservices:Account"],
  description: "The network rules of a Cognitive Services account deny by default and let no address and no subnet in.",
  remediation: 'Set properties.networkAcls.defaultAction to "Deny" and remove ipRules and virtualNetworkRules.',
  check: (account) => [
    ...mustBe(account.at("properties.networkAcls.defaultAction"), "Deny"),
    ...mustBeEmpty(account.at("properties.networkAcls.ipRules"), "no IP rules"),
    ...mustBeEmpty(account.at("properties.networkAcls.virtualNetworkRules"), "a private endpoint instead"),
  ],
});
