import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-product-approval-required",
  severity: "medium",
  types: ["apimanagement:Product"],
  description: "Somebody approves each subscription of a product that has them.",
  remediation: "Set approvalRequired to true.",
  safe: { approvalRequired: true },
  // Without subscriptions there is nothing to approve, and Azure refuses the property; another rule judges that.
  check: (product) => (product.at("subscriptionRequired").is(false) ? [] : mustBe(product.at("approvalRequired"), true)),
});
