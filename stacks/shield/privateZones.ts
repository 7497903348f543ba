import { apiManagementTiers } from "../../components/apiManagement/tiers";
import { PrivateLinkGroup, zonesOf } from "../../components/network/privateLinkFacts";
import { Settings } from "../settings/schema";

/** Names of the private DNS zones that the private endpoints of an environment need. */
export function privateZoneNames(settings: Pick<Settings, "apiManagement" | "monitoring">): string[] {
  const groups: PrivateLinkGroup[] = ["account", "vault", "blob"];
  if (settings.monitoring.privateLinkScope) groups.push("azuremonitor");
  if (settings.monitoring.eventHub.enabled) groups.push("namespace");
  if (apiManagementTiers[settings.apiManagement.sku].networking === "integrated") groups.push("Gateway");
  return zonesOf(groups).sort();
}
