import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-product-subscription-required",
  severity: "high",
  types: ["apimanagement:Product"],
  description: "Products ask for a subscription.",
  remediation: "Set subscriptionRequired to true.",
  check: (product) => mustBe(product.at("subscriptionRequired"), true),
});
