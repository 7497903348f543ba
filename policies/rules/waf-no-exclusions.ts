import { mustBe, mustBeEmpty, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";
import { strings } from "../base/settings";

export default resourceRule({
  name: "waf-no-exclusions",
  severity: "high",
  types: ["network:WebApplicationFirewallPolicy"],
  description:
    "The firewall looks at everything but the arguments that hold prompts, and leaves those out of single rule groups only.",
  remediation:
    "Remove the exclusion, or name the argument in the stack's setting ingress.firewall.textFields or in the rule's settings and the rule groups in exclusionManagedRuleSets.",
  settings: {
    selectors: strings("Arguments that may be left out.", [
      ...["messages", "prompt", "input", "instructions", "tools", "functions"],
      ...["prediction", "response_format", "text", "items"],
    ]),
  },
  check: (policy, { selectors }, { textFields }) => {
    const list = policy.at("managedRules.exclusions");
    if (list.isUnknown) return [unexpected(list, "exclusions that are known")];
    const exceptions = mustBeEmpty(policy.at("managedRules.exceptions"), "none: a call that meets one passes every rule");
    const excluded = list.items().flatMap((one) => [
      ...mustBe(one.at("matchVariable"), "RequestArgValues", "RequestArgNames"),
      ...mustBe(one.at("selectorMatchOperator"), "Equals", "Contains", "StartsWith"),
      ...mustBe(one.at("selector"), ...selectors, ...textFields),
      ...(one
        .at("exclusionManagedRuleSets")
        .items()
        .some((set) => set.at("ruleGroups").items().length > 0)
        ? []
        : [unexpected(one.at("exclusionManagedRuleSets"), "single rule groups")]),
    ]);
    return [...exceptions, ...excluded];
  },
});
