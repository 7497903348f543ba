import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-api-subscription-required",
  severity: "high",
  types: ["apimanagement:Api"],
  description: "Every API asks for the key of a subscription.",
  remediation: "Set subscriptionRequired to true.",
  safe: { subscriptionRequired: true },
  check: (api) => mustBe(api.at("subscriptionRequired"), true),
});
