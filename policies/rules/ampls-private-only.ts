import { endpointsMissing } from "../azure/privateEndpoints";
import { Finding, mustBe } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";

/** Types that a private link scope covers. */
const covered = ["operationalinsights:Workspace", "applicationinsights:Component"];

export default stackRule({
  name: "ampls-private-only",
  severity: "high",
  types: ["monitor:PrivateLinkScope"],
  description:
    "A private link scope of Azure Monitor is private both ways, has a private endpoint, and covers every workspace and component here.",
  remediation:
    'Set both access modes to "PrivateOnly", add a private endpoint and a PrivateLinkScopedResource for each workspace and component.',
  check: (scope, stack) => {
    const modes = scope.at("accessModeSettings");
    return [modes, ...modes.at("exclusions").items()]
      .flatMap((one) => [
        ...mustBe(one.at("ingestionAccessMode"), "PrivateOnly"),
        ...mustBe(one.at("queryAccessMode"), "PrivateOnly"),
      ])
      .concat(endpointsMissing(stack, scope, ["azuremonitor"]), uncovered(scope, stack));
  },
});

function uncovered(scope: StackResource, stack: Stack): Finding[] {
  const entries = new Set(stack.namedAfter(["monitor:PrivateLinkScopedResource"], "scopeName", scope, "scopeName"));
  const adding = (resource: StackResource) =>
    stack.referring("resources of scopes", resource, () =>
      stack.ofType("monitor:PrivateLinkScopedResource").map((entry) => ({ resource: entry, id: entry.at("linkedResourceId") })),
    );
  return stack
    .ofType(...covered)
    .filter((resource) => !adding(resource).some((entry) => entries.has(entry.resource)))
    .map(({ type, name }) => ({
      message: `no PrivateLinkScopedResource adds ${type} ${JSON.stringify(name)} to this scope; expected one`,
    }));
}
