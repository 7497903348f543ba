import { isInternet } from "../azure/addresses";
import { eachAllow, mayBeOpen, openPorts, prefixes, securityRuleTypes } from "../azure/securityRules";
import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

/**
 * Two services stop working without the Internet: API Management injected in a network checks certificates over port 80
 * (Microsoft Learn, "Virtual network configuration reference: API Management"), and Application Gateway v2 must not be
 * cut off (Microsoft Learn, "Application Gateway infrastructure configuration").
 */
export default resourceRule({
  name: "nsg-no-outbound-internet",
  severity: "high",
  types: securityRuleTypes,
  description:
    "No network security rule lets traffic out to the Internet, but for what Application Gateway and API Management need.",
  remediation: "Name the service tags or ranges that are called.",
  settings: openPorts({ applicationGateway: ["*"], apiManagement: ["80"] }),
  check: (group, config) =>
    eachAllow(group, "Outbound", (rule) =>
      prefixes(rule, "destination")
        .filter((prefix) => prefix.isUnknown || (isInternet(prefix.text() ?? "") && !mayBeOpen(group, rule, config.openPorts)))
        .map((prefix) => unexpected(prefix, "ranges or service tags narrower than the Internet")),
    ),
});
