import { stackRule } from "../base/rule";

export default stackRule({
  name: "apim-gateway-logged",
  severity: "high",
  types: ["apimanagement:ApiManagementService"],
  description: "The gateway logs every call in Azure Monitor.",
  remediation: "Make a Diagnostic with diagnosticId azuremonitor for the service.",
  check: (service, stack) => {
    const own = stack
      .namedAfter(["apimanagement:Diagnostic"], "serviceName", service, "serviceName")
      .some((one) => one.at("diagnosticId").is("azuremonitor"));
    return own ? [] : [{ message: "the service has no diagnostic azuremonitor; expected one that logs every call" }];
  },
});
