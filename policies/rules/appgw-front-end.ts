import { mustBeEmpty, mustBeSet } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "appgw-front-end",
  severity: "critical",
  types: ["network:ApplicationGateway"],
  description: "Application Gateway is no way in for other tenants, no proxy below HTTP and no source of pages from elsewhere.",
  remediation: "Remove privateLinkConfigurations, TCP and TLS listeners, and pages and redirects to other hosts.",
  check: (gateway) => [
    ...[
      "privateLinkConfigurations",
      "listeners",
      "backendSettingsCollection",
      "routingRules",
      "customErrorConfigurations",
      "loadDistributionPolicies",
    ].flatMap((list) => mustBeEmpty(gateway.at(list), "none")),
    ...gateway
      .at("frontendIPConfigurations")
      .items()
      .flatMap((one) => mustBeEmpty(one.at("privateLinkConfiguration"), "none")),
    ...gateway
      .at("httpListeners")
      .items()
      .flatMap((one) => mustBeEmpty(one.at("customErrorConfigurations"), "none")),
    ...gateway
      .at("redirectConfigurations")
      .items()
      .flatMap((one) => [
        ...mustBeEmpty(one.at("targetUrl"), "a listener of the gateway"),
        ...mustBeSet(one.at("targetListener.id"), "a listener of the gateway"),
      ]),
  ],
});
