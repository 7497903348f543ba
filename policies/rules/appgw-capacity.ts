import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "appgw-capacity",
  severity: "low",
  types: ["network:ApplicationGateway"],
  description: "Application Gateway has two instances or grows by itself.",
  remediation: "Set autoscaleConfiguration, or sku.capacity to 2 or more.",
  check: (gateway) => {
    const capacity = gateway.at("sku.capacity");
    return gateway.at("autoscaleConfiguration").isStructure || (capacity.number() ?? 0) >= 2 || capacity.isUnknown
      ? []
      : [unexpected(capacity, "at least 2, or autoscaleConfiguration")];
  },
});
