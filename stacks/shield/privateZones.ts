import { privateLinkZones } from "../../components/network/privateLinkFacts";
import { Settings } from "../settings/schema";

/** Names of the private DNS zones that the private endpoints of an environment need. */
export function privateZoneNames(settings: Pick<Settings, "apiManagement" | "monitoring">): string[] {
  const groups: (keyof typeof privateLinkZones)[] = ["account", "vault", "blob"];
  if (settings.monitoring.privateLinkScope) groups.push("azuremonitor");
  if (settings.monitoring.eventHub.enabled) groups.push("namespace");
  if (settings.apiManagement.sku === "StandardV2") groups.push("Gateway");
  return [...new Set(groups.flatMap((group) => [...privateLinkZones[group]]))].sort();
}
