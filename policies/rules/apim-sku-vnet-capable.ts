import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";
import { strings } from "../base/settings";

export default resourceRule({
  name: "apim-sku-vnet-capable",
  severity: "high",
  types: ["apimanagement:ApiManagementService"],
  description: "API Management has a tier that can be in a virtual network.",
  remediation: "Choose one of the tiers that the rule allows.",
  settings: { skus: strings("Tiers that may be used.", ["Developer", "Premium", "StandardV2", "PremiumV2"]) },
  check: (service, { skus }) => mustBe(service.at("sku.name"), ...skus),
});
