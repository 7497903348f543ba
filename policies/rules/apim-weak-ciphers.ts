import { mayBe, mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

const prefix = "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Ciphers.";

/** Suites that API Management has on unless told otherwise: without forward secrecy, or with CBC (Microsoft Learn, "Manage protocols and ciphers in Azure API Management"). */
const ciphers = [
  "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
  "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
  "TLS_RSA_WITH_AES_128_GCM_SHA256",
  "TLS_RSA_WITH_AES_256_CBC_SHA256",
  "TLS_RSA_WITH_AES_128_CBC_SHA256",
  "TLS_RSA_WITH_AES_256_CBC_SHA",
  "TLS_RSA_WITH_AES_128_CBC_SHA",
];

/** Suites that are not on everywhere: whoever names them must switch them off. */
const others = [
  "TripleDes168",
  "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
  "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
  "TLS_RSA_WITH_AES_256_GCM_SHA384",
];

export default resourceRule({
  name: "apim-weak-ciphers",
  severity: "medium",
  types: ["apimanagement:ApiManagementService"],
  description: "API Management takes no weak ciphers.",
  remediation: 'Set the custom properties of the ciphers to "False".',
  check: (service) => {
    const properties = service.at("customProperties");
    return [
      ...ciphers.flatMap((name) => mustBe(properties.entry(`${prefix}${name}`), "False", false)),
      ...others.flatMap((name) => mayBe(properties.entry(`${prefix}${name}`), "False", false)),
    ];
  },
});
