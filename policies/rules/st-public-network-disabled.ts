import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "st-public-network-disabled",
  severity: "critical",
  types: ["storage:StorageAccount"],
  description: "Storage accounts are not reachable over the Internet.",
  remediation: 'Set publicNetworkAccess to "Disabled" and reach the account over private endpoints.',
  safe: { publicNetworkAccess: "Disabled" },
  check: (account) => mustBe(account.at("publicNetworkAccess"), "Disabled"),
});
