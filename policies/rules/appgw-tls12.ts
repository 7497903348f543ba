import { Finding, mustBe, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";
import { strings } from "../base/settings";
import type { Value } from "../base/value";

/** Suites without forward secrecy, with CBC, SHA-1 or 3DES. */
const weak = /^TLS_(RSA|DHE)_|_CBC_|3DES|_SHA$/;

export default resourceRule({
  name: "appgw-tls12",
  severity: "high",
  types: ["network:ApplicationGateway"],
  description: "Application Gateway speaks TLS 1.2 or later, with strong ciphers.",
  remediation: "Choose the predefined policy AppGwSslPolicy20220101S or a later one.",
  settings: {
    policies: strings("Predefined policies that may be used.", [
      "AppGwSslPolicy20170401S",
      "AppGwSslPolicy20220101",
      "AppGwSslPolicy20220101S",
    ]),
  },
  check: (gateway, { policies }) => {
    const profiles = gateway.at("sslProfiles");
    const own = profiles.items().map((one) => one.at("sslPolicy"));
    return [
      ...(profiles.isUnknown ? [unexpected(profiles, "profiles that are known")] : []),
      ...judged(gateway.at("sslPolicy"), policies),
      ...own.filter((one) => !one.isMissing).flatMap((one) => judged(one, policies)),
    ];
  },
});

function judged(policy: Value, policies: readonly string[]): Finding[] {
  if (!policy.at("policyType").is("Custom", "CustomV2")) return mustBe(policy.at("policyName"), ...policies);
  return [
    ...mustBe(policy.at("minProtocolVersion"), "TLSv1_2", "TLSv1_3"),
    ...policy
      .at("cipherSuites")
      .items()
      .filter((suite) => suite.isUnknown || weak.test(suite.text() ?? ""))
      .map((suite) => unexpected(suite, "a suite with forward secrecy and GCM")),
  ];
}
