import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-min-api-version",
  severity: "low",
  types: ["apimanagement:ApiManagementService"],
  description: "API Management takes no management calls of old versions, which show secrets.",
  remediation: "Set apiVersionConstraint.minApiVersion to 2021-08-01 or later.",
  check: (service) => {
    const version = service.at("apiVersionConstraint.minApiVersion");
    return (version.text() ?? "") >= "2021-08-01" ? [] : [unexpected(version, '"2021-08-01" or later')];
  },
});
