import { endpointsMissing } from "../azure/privateEndpoints";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "evh-private-endpoint",
  severity: "critical",
  types: ["eventhub:Namespace"],
  description: "Every Event Hubs namespace has a private endpoint.",
  remediation: 'Add a network.PrivateEndpoint with groupIds ["namespace"] that leads to the namespace.',
  check: (namespace, stack) => endpointsMissing(stack, namespace, ["namespace"]),
});
