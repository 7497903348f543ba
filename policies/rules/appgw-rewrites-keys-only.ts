import { Finding, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";
import type { Value } from "../base/value";

/** Where a client may have put its key, as Application Gateway names it. */
const key = /^\{http_req_(?:Authorization|Ocp-Apim-Subscription-Key)_1\}$/;

export default resourceRule({
  name: "appgw-rewrites-keys-only",
  severity: "critical",
  types: ["network:ApplicationGateway"],
  description:
    "Application Gateway rewrites nothing but the place of a key, and that only where a plan's key is enough by the stack's settings.",
  remediation: "Remove rewriteRuleSets, or let them move a key from Authorization or Ocp-Apim-Subscription-Key to api-key.",
  check: (gateway, _config, { keyPlans }) => {
    const sets = gateway.at("rewriteRuleSets").items();
    if (keyPlans.length === 0) return sets.map((set) => unexpected(set, "none, as every plan of the settings asks for a token"));
    return sets.flatMap((set) => set.at("rewriteRules").items()).flatMap((rule) => moves(rule.at("actionSet")));
  },
});

/** The actions of a rewrite rule that do something else. */
function moves(actions: Value): Finding[] {
  const others = actions.keys().filter((name) => name !== "requestHeaderConfigurations");
  const headers = actions.at("requestHeaderConfigurations").items();
  return [
    ...others.map((name) => unexpected(actions.at(name), "none")),
    ...headers
      .filter((one) => {
        const value = one.at("headerValue").text() ?? "";
        return one.at("headerName").is("api-key")
          ? !key.test(value)
          : !(one.at("headerName").is("Authorization", "Ocp-Apim-Subscription-Key") && value === "");
      })
      .map((one) => unexpected(one, "a key that is moved to api-key")),
  ];
}
