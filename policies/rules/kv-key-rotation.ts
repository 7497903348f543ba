import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "kv-key-rotation",
  severity: "medium",
  types: ["keyvault:Key"],
  description: "Keys rotate by themselves.",
  remediation: "Set properties.rotationPolicy with an action rotate.",
  check: (key) => {
    const actions = key.at("properties.rotationPolicy.lifetimeActions");
    return actions.items().some((one) => one.at("action.type").is("rotate"))
      ? []
      : [unexpected(actions, "an action of type rotate")];
  },
});
