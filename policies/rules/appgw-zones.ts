import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "appgw-zones",
  severity: "low",
  types: ["network:ApplicationGateway"],
  description: "Application Gateway is in at least two zones.",
  remediation: "Set zones.",
  check: (gateway) =>
    gateway.at("zones").items().length >= 2 || gateway.at("zones").isUnknown
      ? []
      : [unexpected(gateway.at("zones"), "two zones or more")],
});
