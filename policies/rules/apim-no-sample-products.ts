import { mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-no-sample-products",
  severity: "low",
  types: ["apimanagement:Product"],
  description: "The sample products of API Management are not used.",
  remediation: "Remove the product.",
  check: (product) => mustNotBe(product.at("productId"), "starter", "unlimited"),
});
