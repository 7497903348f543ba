import { mustBeEmpty } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-certs-from-kv",
  severity: "high",
  types: ["apimanagement:ApiManagementService"],
  description: "Certificates of API Management's host names come from Key Vault.",
  remediation: "Set keyVaultId of hostnameConfigurations and remove encodedCertificate and certificatePassword.",
  check: (service) =>
    service
      .at("hostnameConfigurations")
      .items()
      .flatMap((one) =>
        ["encodedCertificate", "certificatePassword"].flatMap((property) =>
          mustBeEmpty(one.at(property), "a certificate from a key vault"),
        ),
      ),
});
