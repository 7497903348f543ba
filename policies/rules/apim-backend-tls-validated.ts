import { mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-backend-tls-validated",
  severity: "high",
  types: ["apimanagement:Backend"],
  description: "API Management checks the certificates of its backends.",
  remediation: "Remove tls.validateCertificateChain and tls.validateCertificateName, or set them to true.",
  safe: { "tls/validateCertificateChain": true, "tls/validateCertificateName": true },
  check: (backend) => [
    ...mustNotBe(backend.at("tls.validateCertificateChain"), false),
    ...mustNotBe(backend.at("tls.validateCertificateName"), false),
  ],
});
