import { judgedInTemplate } from "../azure/templates";
import { resourceRule } from "../base/rule";

const scopes = ["", "AtManagementGroupScope", "AtScope", "AtSubscriptionScope", "AtTenantScope"];
const stacks = ["AtManagementGroup", "AtResourceGroup", "AtSubscription"];

export default resourceRule({
  name: "template-no-judged-type",
  severity: "critical",
  types: [
    ...scopes.map((scope) => `resources:Deployment${scope}`),
    ...stacks.map((scope) => `resources:DeploymentStack${scope}`),
  ],
  description: "No ARM template makes what a rule judges: rules see the resources of the program, not those inside a template.",
  remediation: "Make the resource with azure-native's own type, and leave to templates what has none.",
  check: (deployment) => judgedInTemplate(deployment.type.includes("Stack") ? deployment.inputs : deployment.at("properties")),
});
