import { endpointsMissing } from "../azure/privateEndpoints";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "kv-private-endpoint",
  severity: "critical",
  types: ["keyvault:Vault"],
  description: "Every key vault has a private endpoint.",
  remediation: 'Add a network.PrivateEndpoint with groupIds ["vault"] that leads to the vault.',
  check: (vault, stack) => endpointsMissing(stack, vault, ["vault"]),
});
