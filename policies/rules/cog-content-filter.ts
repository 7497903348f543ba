import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";
import { strings } from "../base/settings";

export default resourceRule({
  name: "cog-content-filter",
  severity: "medium",
  types: ["cognitiveservices:Deployment"],
  description: "Deployments have a content filter of the list.",
  remediation: "Set properties.raiPolicyName.",
  settings: { policies: strings("Content filters that may be used.", ["Microsoft.Default", "Microsoft.DefaultV2"]) },
  check: (deployment, { policies }) => mustBe(deployment.at("properties.raiPolicyName"), ...policies),
});
