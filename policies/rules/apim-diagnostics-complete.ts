import { mustBe, mustBeAtLeast } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-diagnostics-complete",
  severity: "high",
  types: ["apimanagement:Diagnostic", "apimanagement:ApiDiagnostic"],
  description: "The log of the gateway in Azure Monitor holds every call.",
  remediation: "Set sampling to 100 percent and alwaysLog to allErrors.",
  check: (diagnostic) =>
    diagnostic.at("diagnosticId").is("azuremonitor")
      ? [
          ...mustBeAtLeast(diagnostic.at("sampling.percentage"), 100, "percent"),
          ...mustBe(diagnostic.at("alwaysLog"), "allErrors"),
          ...mustBe(diagnostic.at("logClientIp"), true),
        ]
      : [],
});
