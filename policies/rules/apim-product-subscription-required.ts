import { tokenProduct } from "../gateway/authentication";
import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-product-subscription-required",
  severity: "high",
  types: ["apimanagement:Product"],
  description:
    "Products ask for a subscription, except the one for plans of which the stack's settings say that a token is enough.",
  remediation: "Set subscriptionRequired to true, or let a plan of the stack's settings have credentials: token.",
  check: (product, _config, { tokenPlans }) =>
    tokenPlans.length > 0 && product.at("productId").is(tokenProduct) && product.at("subscriptionRequired").is(false)
      ? []
      : mustBe(product.at("subscriptionRequired"), true),
});
