import { parseArmId, virtualNetworkIdOf } from "../base/armIds";
import type { Finding } from "../base/findings";
import type { Stack, StackResource } from "../base/stack";
import { Value } from "../base/value";

/**
 * Private DNS zones that belong to the group ids of private endpoints (Microsoft Learn, "Azure Private Endpoint private
 * DNS zone values", and "Use Azure Private Link to connect networks to Azure Monitor").
 */
export const zonesOfGroup: Readonly<Record<string, readonly string[]>> = {
  account: ["privatelink.cognitiveservices.azure.com", "privatelink.openai.azure.com", "privatelink.services.ai.azure.com"],
  azuremonitor: [
    "privatelink.monitor.azure.com",
    "privatelink.oms.opinsights.azure.com",
    "privatelink.ods.opinsights.azure.com",
    "privatelink.agentsvc.azure-automation.net",
    "privatelink.blob.core.windows.net",
  ],
  blob: ["privatelink.blob.core.windows.net"],
  dfs: ["privatelink.dfs.core.windows.net"],
  file: ["privatelink.file.core.windows.net"],
  Gateway: ["privatelink.azure-api.net"],
  namespace: ["privatelink.servicebus.windows.net"],
  queue: ["privatelink.queue.core.windows.net"],
  redisCache: ["privatelink.redis.cache.windows.net"],
  table: ["privatelink.table.core.windows.net"],
  vault: ["privatelink.vaultcore.azure.net"],
  web: ["privatelink.web.core.windows.net"],
};

/** The connections of a private endpoint, whether approved by right or by hand; one unknown connection for an unknown list. */
export function connections(endpoint: StackResource): Value[] {
  return ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"].flatMap((property) => {
    const list = endpoint.at(property);
    return list.isUnknown ? [list] : list.items();
  });
}

/** A finding for each group id of `target` that no private endpoint of the stack leads to. */
export function endpointsMissing(stack: Stack, target: StackResource, groups: readonly string[]): Finding[] {
  const groupIds = stack
    .referring("connections", target, () =>
      stack
        .ofType("network:PrivateEndpoint")
        .flatMap((resource) =>
          connections(resource).map((connection) => ({ resource, id: connection.at("privateLinkServiceId"), connection })),
        ),
    )
    .map(({ connection }) => connection.at("groupIds"));
  const known = groupIds.flatMap((list) => list.texts()).map((group) => group.toLowerCase());
  const unsure = groupIds.some((list) => list.isUnknown || list.items().some((item) => item.isUnknown));
  return groups
    .filter((group) => !known.includes(group.toLowerCase()))
    .map((group) => ({
      message: `no private endpoint with groupIds [${JSON.stringify(group)}] leads here; expected one`,
      ...(unsure && { unknown: true as const }),
    }));
}

/** The zone groups of a private endpoint. */
export function zoneGroups(stack: Stack, endpoint: StackResource): StackResource[] {
  return stack.namedAfter(["network:PrivateDnsZoneGroup"], "privateEndpointName", endpoint, "privateEndpointName");
}

/** The zones that a zone group names, by id or by dependency; `unsure` when one of them cannot be told yet. */
export function zoneNames(group: StackResource, stack: Stack): { names: string[]; unsure: boolean } {
  const configs = group.at("privateDnsZoneConfigs");
  const entries = configs.isUnknown ? [configs] : configs.items().map((one) => one.at("privateDnsZoneId"));
  const targets = entries.map((id) => stack.targets(group, id, "privatedns:PrivateZone"));
  const names = targets
    .flat()
    .map(({ key, resource }) => (resource ? resource.at("privateZoneName").text() : parseArmId(key)?.names[0]));
  const known = names.filter((name) => name !== undefined);
  return { names: [...new Set(known)], unsure: known.length < names.length || targets.some((one) => one.length === 0) };
}

/** The virtual networks that a private endpoint is in, as keys of {@link Stack.targets}. */
export function networksOf(stack: Stack, endpoint: StackResource): string[] {
  const subnet = endpoint.at("subnet.id");
  const networkId = virtualNetworkIdOf(subnet.text() ?? "");
  if (networkId)
    return stack.targets(endpoint, new Value(networkId, subnet.path), "network:VirtualNetwork").map(({ key }) => key);
  const direct = stack.dependencies(endpoint, "subnet", "network:VirtualNetwork");
  const parents = stack
    .dependencies(endpoint, "subnet", "network:Subnet")
    .flatMap((one) => stack.namedBy(one, "virtualNetworkName", "network:VirtualNetwork"));
  return [...direct, ...parents].map((network) => network.urn);
}
