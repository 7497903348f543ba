import { mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-stv2",
  severity: "high",
  types: ["apimanagement:ApiManagementService"],
  description: "API Management in a classic network mode runs on the platform stv2.",
  remediation: "Leave platformVersion to Azure; give publicIpAddressId where the tier asks for it.",
  check: (service) => mustNotBe(service.at("platformVersion"), "stv1", "mtv1"),
});
