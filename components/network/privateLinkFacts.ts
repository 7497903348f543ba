/**
 * Private DNS zones of each private-link group id that this package uses (Microsoft Learn, "Azure Private Endpoint
 * private DNS zone values", and "Use Azure Private Link to connect networks to Azure Monitor"). An Azure OpenAI account
 * answers under three names, so it needs three zones; Azure Monitor shares the blob zone with Storage.
 */
export const privateLinkZones = {
  account: ["privatelink.cognitiveservices.azure.com", "privatelink.openai.azure.com", "privatelink.services.ai.azure.com"],
  vault: ["privatelink.vaultcore.azure.net"],
  blob: ["privatelink.blob.core.windows.net"],
  namespace: ["privatelink.servicebus.windows.net"],
  azuremonitor: [
    "privatelink.monitor.azure.com",
    "privatelink.oms.opinsights.azure.com",
    "privatelink.ods.opinsights.azure.com",
    "privatelink.agentsvc.azure-automation.net",
    "privatelink.blob.core.windows.net",
  ],
  Gateway: ["privatelink.azure-api.net"],
} as const;

/** Zones with the names of Azure Monitor alone: every workspace and component of every team answers under them. */
export const monitorZones: readonly string[] = privateLinkZones.azuremonitor.filter((zone) => !zone.includes(".blob."));

/** Group id (sub-resource) of a private endpoint. */
export type PrivateLinkGroup = keyof typeof privateLinkZones;

/** The zones that the groups need together, each once, in the order of the groups. */
export function zonesOf(groups: readonly PrivateLinkGroup[]): string[] {
  return [...new Set(groups.flatMap((group) => privateLinkZones[group]))];
}
