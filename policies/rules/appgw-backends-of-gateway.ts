import { serviceHosts } from "../azure/hosts";
import { Finding, unexpected } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";
import type { Value } from "../base/value";

export default stackRule({
  name: "appgw-backends-of-gateway",
  severity: "critical",
  types: ["network:ApplicationGateway"],
  description: "Application Gateway sends calls to API Management of the stack and nowhere else.",
  remediation: "Name the host of the API Management service in backendAddressPools, backendHttpSettingsCollection and probes.",
  check: (gateway, stack) => {
    const pools = gateway.at("backendAddressPools").items();
    const addresses = pools.flatMap((pool) => pool.at("backendAddresses").items());
    return [
      ...addresses.flatMap((one) => [
        ...(one.at("fqdn").isMissing ? [] : host(gateway, one.at("fqdn"), stack)),
        ...(one.at("ipAddress").isMissing ? [] : host(gateway, one.at("ipAddress"), stack)),
      ]),
      ...gateway
        .at("backendHttpSettingsCollection")
        .items()
        .flatMap((one) => (one.at("hostName").isMissing ? [] : host(gateway, one.at("hostName"), stack))),
    ];
  },
});

function host(gateway: StackResource, value: Value, stack: Stack): Finding[] {
  const property = value.path.split(/[.[]/)[0] ?? "";
  const ofService = stack.dependencies(gateway, property).some((one) => one.type === "apimanagement:ApiManagementService");
  const known = value.isUnknown ? ofService : serviceHosts(stack).has(value.text()?.toLowerCase() ?? "");
  return known ? [] : [{ message: unexpected(value, "a host of the stack's API Management").message }];
}
