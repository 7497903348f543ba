import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";
import { strings } from "../base/settings";

export default resourceRule({
  name: "cog-deployment-sku-residency",
  severity: "medium",
  types: ["cognitiveservices:Deployment"],
  description: "Deployments are of types that process data where it may be.",
  remediation: "Choose a type of the rule's settings; those that begin with Global process anywhere.",
  settings: {
    skus: strings("Types that may be used; without the Global ones data stays in its zone.", [
      "Standard",
      "DataZoneStandard",
      "GlobalStandard",
      "ProvisionedManaged",
      "DataZoneProvisionedManaged",
      "GlobalProvisionedManaged",
    ]),
  },
  check: (deployment, { skus }) => mustBe(deployment.at("sku.name"), ...skus),
});
