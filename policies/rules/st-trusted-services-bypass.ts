import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "st-trusted-services-bypass",
  severity: "medium",
  types: ["storage:StorageAccount"],
  description: "The firewall of a storage account lets Azure's own services write logs to it, where it is said at all.",
  remediation: "Set networkRuleSet.bypass to AzureServices, or deny everybody with None and public access disabled.",
  check: (account) => {
    if (account.at("publicNetworkAccess").is("Disabled") || !account.at("networkRuleSet.defaultAction").is("Deny")) return [];
    const bypass = account.at("networkRuleSet.bypass");
    return bypass.isMissing || /AzureServices/i.test(bypass.text() ?? "") ? [] : [unexpected(bypass, '"AzureServices"')];
  },
});
