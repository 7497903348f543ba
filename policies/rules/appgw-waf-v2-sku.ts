import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "appgw-waf-v2-sku",
  severity: "critical",
  types: ["network:ApplicationGateway"],
  description: "Application Gateway has the tier with a web application firewall.",
  remediation: 'Set sku.name and sku.tier to "WAF_v2".',
  check: (gateway) => mustBe(gateway.at("sku.tier"), "WAF_v2"),
});
