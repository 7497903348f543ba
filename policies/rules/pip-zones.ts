import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "pip-zones",
  severity: "low",
  types: ["network:PublicIPAddress"],
  description: "Public addresses are in all zones.",
  remediation: "Set zones to 1, 2 and 3.",
  check: (address) =>
    address.at("zones").items().length >= 3 || address.at("zones").isUnknown
      ? []
      : [unexpected(address.at("zones"), "three zones")],
});
