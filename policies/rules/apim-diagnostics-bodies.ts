import { maskedDiagnostic } from "../azure/apimDiagnostics";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-diagnostics-bodies",
  severity: "high",
  types: ["apimanagement:Diagnostic", "apimanagement:ApiDiagnostic"],
  description: "Diagnostics of API Management store no bodies and no credentials; prompts are in the log of prompts.",
  remediation: "Set body.bytes to 0 on all four sides, and mask credentials.",
  check: (diagnostic) => maskedDiagnostic(diagnostic.inputs),
});
