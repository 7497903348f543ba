import { mustBeEmpty } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "pe-not-manual",
  severity: "high",
  types: ["network:PrivateEndpoint"],
  description: "Private endpoints do not wait for somebody's approval.",
  remediation: "Use privateLinkServiceConnections instead of manualPrivateLinkServiceConnections.",
  check: (endpoint) => mustBeEmpty(endpoint.at("manualPrivateLinkServiceConnections"), "privateLinkServiceConnections instead"),
});
