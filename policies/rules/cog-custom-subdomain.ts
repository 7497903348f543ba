import { mustBeSet } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "cog-custom-subdomain",
  severity: "high",
  types: ["cognitiveservices:Account"],
  description:
    "Cognitive Services accounts have a host name of their own, without which neither private endpoints nor Entra tokens work.",
  remediation: "Set properties.customSubDomainName.",
  check: (account) => mustBeSet(account.at("properties.customSubDomainName"), "a host name of the account's own"),
});
