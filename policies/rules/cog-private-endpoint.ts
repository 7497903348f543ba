import { endpointsMissing } from "../azure/privateEndpoints";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "cog-private-endpoint",
  severity: "critical",
  types: ["cognitiveservices:Account"],
  description: "Every Cognitive Services account has a private endpoint.",
  remediation: 'Add a network.PrivateEndpoint with groupIds ["account"] that leads to the account.',
  check: (account, stack) => endpointsMissing(stack, account, ["account"]),
});
