import { mustBeEmpty, mustBeSet } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "appgw-certs-from-kv",
  severity: "high",
  types: ["network:ApplicationGateway"],
  description: "Certificates of Application Gateway come from Key Vault.",
  remediation: "Set keyVaultSecretId of sslCertificates and remove data and password.",
  check: (gateway) =>
    gateway
      .at("sslCertificates")
      .items()
      .flatMap((one) => [
        ...mustBeSet(one.at("keyVaultSecretId"), "the id of a secret in a key vault"),
        ...mustBeEmpty(one.at("data"), "a certificate from a key vault"),
        ...mustBeEmpty(one.at("password"), "a certificate from a key vault"),
      ]),
});
