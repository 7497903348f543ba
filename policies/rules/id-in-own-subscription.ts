import { idsOf, isCertificateVault, isNamedOutside, ownSubscriptions, subscriptionOf } from "../azure/outside";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "id-in-own-subscription",
  severity: "critical",
  types: ["*"],
  description:
    "No resource refers to anything in another subscription: no group, policy, network, workspace, storage, address or role.",
  remediation: "Refer to a resource of the stack, or name the subscription or the id in the settings of the policy environment.",
  check: (resource, stack) => {
    if (!resource.token.startsWith("azure-native")) return [];
    const own = ownSubscriptions(stack);
    return idsOf(resource, stack)
      .filter((id) => !own.has(subscriptionOf(id.text() ?? "") ?? ""))
      .filter((id) => !isNamedOutside(stack, id.text() ?? "") && !isCertificateVault(stack, id.text() ?? ""))
      .map((id) => ({ message: `${id.path} is ${id.show()}; expected an id of the stack's own subscription` }));
  },
});
