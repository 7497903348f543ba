import { maskedQuery } from "../azure/apimDiagnostics";
import { mayBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-diagnostics-masked",
  severity: "high",
  types: ["apimanagement:Api", "apimanagement:Diagnostic", "apimanagement:ApiDiagnostic"],
  description:
    "Diagnostics of API Management hide keys that callers put into the address, and keys have the names that they hide.",
  remediation:
    'Add api-key to frontend.request.dataMasking.queryParams and those of the backend, with mode "Hide", and name the key of an API like that.',
  check: (resource) =>
    resource.type === "apimanagement:Api"
      ? [
          ...mayBe(resource.at("subscriptionKeyParameterNames.header"), "api-key", "Ocp-Apim-Subscription-Key"),
          ...mayBe(resource.at("subscriptionKeyParameterNames.query"), "api-key"),
        ]
      : maskedQuery(resource.inputs),
});
