import { toAzureMonitor } from "../azure/apimDiagnostics";
import { mustBe, mustBeAtLeast } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-diagnostics-complete",
  severity: "high",
  types: ["apimanagement:Diagnostic", "apimanagement:ApiDiagnostic"],
  description: "The log of the gateway in Azure Monitor holds every call, and who made it.",
  remediation: "Set sampling to 100 percent, alwaysLog to allErrors and verbosity to information.",
  check: (diagnostic) =>
    diagnostic.at("diagnosticId").is("azuremonitor")
      ? [
          ...mustBeAtLeast(diagnostic.at("sampling.percentage"), 100, "percent"),
          ...toAzureMonitor(diagnostic.at("loggerId")),
          ...mustBe(diagnostic.at("alwaysLog"), "allErrors"),
          ...mustBe(diagnostic.at("logClientIp"), true),
          ...mustBe(diagnostic.at("verbosity"), "information", "verbose"),
        ]
      : [],
});
