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
  description:
    "Application Gateway is no way in for other tenants, no proxy below HTTP and no source of pages from elsewhere, and changes no request.",
  remediation:
    "Remove privateLinkConfigurations, TCP and TLS listeners, pages and redirects to other hosts, and rewrites of requests.",
  check: (gateway) => [
    ...lists
      .map((list) => gateway.at(list))
      .filter((list) => list.isUnknown)
      .map((list) => unexpected(list, "a list that is known")),
    ...gateway
      .at("rewriteRuleSets")
      .items()
      .flatMap((set) => set.at("rewriteRules").items())
      .map((rule) => rule.at("actionSet"))
      .flatMap((actions) =>
        ["requestHeaderConfigurations", "urlConfiguration"].flatMap((one) => mustBeEmpty(actions.at(one), "none")),
      ),
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
