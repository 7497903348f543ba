import { mustNotBe, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-subscription-scope",
  severity: "high",
  types: ["apimanagement:Subscription"],
  description: "A subscription is for one product, has keys that Azure makes, and traces nothing.",
  remediation: "Set scope to the id of a product, and remove keys and allowTracing.",
  check: (subscription) => {
    const scope = subscription.at("scope");
    const ofProduct = scope.isUnknown || /\/products\/[^/]+\/?$/i.test(scope.text() ?? "");
    return [
      ...(ofProduct || subscription.at("state").is("suspended", "cancelled") ? [] : [unexpected(scope, "the id of a product")]),
      ...["primaryKey", "secondaryKey"]
        .filter((key) => !subscription.at(key).isMissing)
        .map((key) => ({ message: `${key} is set; expected none, Azure makes it` })),
      ...mustNotBe(subscription.at("allowTracing"), true),
    ].map(({ message }) => ({ message }));
  },
});
