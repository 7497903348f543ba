import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "appi-public-network-disabled",
  severity: "high",
  types: ["applicationinsights:Component"],
  description: "Application Insights takes and answers nothing over the Internet.",
  remediation: 'Set publicNetworkAccessForIngestion and publicNetworkAccessForQuery to "Disabled".',
  safe: { publicNetworkAccessForIngestion: "Disabled", publicNetworkAccessForQuery: "Disabled" },
  check: (component) => [
    ...mustBe(component.at("publicNetworkAccessForIngestion"), "Disabled"),
    ...mustBe(component.at("publicNetworkAccessForQuery"), "Disabled"),
  ],
});
