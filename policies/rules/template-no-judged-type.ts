import { judgedTemplate } from "../azure/templates";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "template-no-judged-type",
  severity: "critical",
  types: ["resources:Deployment"],
  description:
    "ARM templates are written out in the program and make only what azure-native cannot make itself, judged as what it is.",
  remediation:
    "Make the resource with azure-native's own type; write a template that is needed as an object, with values instead of expressions.",
  check: (deployment, _config, environment) => {
    const properties = deployment.at("properties");
    return judgedTemplate(properties, environment);
  },
});
