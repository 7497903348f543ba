import { mustBeEmpty, mustBeSet, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

/** What decides who comes in and where calls go; a preview knows each, if not every id in it. */
const lists = [
  "backendAddressPools",
  "backendHttpSettingsCollection",
  "frontendIPConfigurations",
  "gatewayIPConfigurations",
  "httpListeners",
  "requestRoutingRules",
];

export default resourceRule({
  name: "appgw-front-end",
  severity: "critical",
  types: ["network:ApplicationGateway"],
  description: "Application Gateway is no way in for other tenants, no proxy below HTTP and no source of pages from elsewhere.",
  remediation: "Remove privateLinkConfigurations, TCP and TLS listeners, and pages and redirects to other hosts.",
  check: (gateway) => [
    ...lists
      .map((list) => gateway.at(list))
      .filter((list) => list.isUnknown)
      .map((list) => unexpected(list, "a list that is known")),
    ...[
      "privateLinkConfigurations",
      "listeners",
      "backendSettingsCollection",
      "routingRules",
      "customErrorConfigurations",
      "loadDistributionPolicies",
    ].flatMap((list) => mustBeEmpty(gateway.at(list), "none")),
    ...gateway
      .at("backendAddressPools")
      .items()
      .map((one) => one.at("backendAddresses"))
      .filter((list) => list.isUnknown)
      .map((list) => unexpected(list, "a list that is known")),
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
