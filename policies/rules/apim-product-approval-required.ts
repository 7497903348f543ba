import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-product-approval-required",
  severity: "medium",
  types: ["apimanagement:Product"],
  description: "Somebody approves each subscription of a product.",
  remediation: "Set approvalRequired to true.",
  check: (product) => mustBe(product.at("approvalRequired"), true),
});
