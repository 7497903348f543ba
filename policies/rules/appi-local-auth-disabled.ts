import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "appi-local-auth-disabled",
  severity: "high",
  types: ["applicationinsights:Component"],
  description: "Application Insights takes Entra tokens only.",
  remediation: "Set disableLocalAuth to true.",
  safe: { disableLocalAuth: true },
  check: (component) => mustBe(component.at("disableLocalAuth"), true),
});
