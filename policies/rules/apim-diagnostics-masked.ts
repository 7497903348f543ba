import { maskedQuery } from "../azure/apimDiagnostics";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-diagnostics-masked",
  severity: "high",
  types: ["apimanagement:Diagnostic", "apimanagement:ApiDiagnostic"],
  description: "Diagnostics of API Management hide keys that callers put into the address.",
  remediation: 'Add api-key to frontend.request.dataMasking.queryParams and those of the backend, with mode "Hide".',
  check: (diagnostic) => maskedQuery(diagnostic.inputs),
});
