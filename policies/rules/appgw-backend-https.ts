import { mayBe, mustBe, mustBeEmpty, mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "appgw-backend-https",
  severity: "high",
  types: ["network:ApplicationGateway"],
  description: "Application Gateway speaks HTTPS to its backends and checks their certificates.",
  remediation: 'Set protocol of backendHttpSettingsCollection and probes to "Https".',
  check: (gateway) => [
    ...gateway
      .at("backendHttpSettingsCollection")
      .items()
      .flatMap((one) => [
        ...mustBe(one.at("protocol"), "Https"),
        ...mustNotBe(one.at("validateCertChainAndExpiry"), false),
        ...mustNotBe(one.at("validateSNI"), false),
        ...mustBeEmpty(one.at("trustedRootCertificates"), "certificates of a well-known authority"),
      ]),
    ...gateway
      .at("probes")
      .items()
      .flatMap((one) => mayBe(one.at("protocol"), "Https")),
  ],
});
