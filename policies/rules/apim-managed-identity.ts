import { mustBeSet, mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-managed-identity",
  severity: "high",
  types: ["apimanagement:ApiManagementService"],
  description: "API Management has a managed identity.",
  remediation: "Set identity.type.",
  check: (service) => [
    ...mustBeSet(service.at("identity.type"), "a managed identity"),
    ...mustNotBe(service.at("identity.type"), "None"),
  ],
});
