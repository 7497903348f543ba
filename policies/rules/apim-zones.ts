import { mustBeAtLeast, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-zones",
  severity: "low",
  types: ["apimanagement:ApiManagementService"],
  description: "API Management in tier Premium is in at least two zones, with a unit for each.",
  remediation: "Set zones and sku.capacity.",
  check: (service) => {
    const zones = service.at("zones").items().length;
    if (!service.at("sku.name").is("Premium") || service.at("zones").isUnknown) return [];
    return [
      ...(zones >= 2 ? [] : [unexpected(service.at("zones"), "two zones or more")]),
      ...mustBeAtLeast(service.at("sku.capacity"), Math.max(zones, 1), "units"),
    ];
  },
});
