import { PrivateLinkScope } from "../../components/monitoring";
import { PrivateDns } from "../../components/network/privateDns";
import { PrivateAccess } from "../../components/network/privateEndpoint";
import { VirtualNetwork } from "../../components/network/virtualNetwork";
import { Base } from "./foundation";
import { Logs } from "./logging";
import { privateZoneNames } from "./privateZones";

/** Network, private DNS and, on request, the private ways to the logs. */
export function networking({ settings, child, place }: Base, { workspace, sink, diagnostics }: Logs) {
  const network = new VirtualNetwork(
    "network",
    {
      ...place,
      settings: settings.network,
      apiManagementTier: settings.apiManagement.sku,
      frontEnd: settings.ingress.frontEnd,
      eventHub: settings.monitoring.eventHub.enabled,
      certificateInOtherVault: !!settings.ingress.certificate.keyVaultSecretId,
      diagnostics,
    },
    child,
  );
  const links = { network: network.id, ...settings.network.privateDns.extraLinks };
  const { mode, zones } = settings.network.privateDns;
  const dns = new PrivateDns("dns", { ...place, mode, existing: zones, zoneNames: privateZoneNames(settings), links }, child);
  const access: PrivateAccess = { subnetId: network.subnetIds.privateEndpoints, location: settings.location, dns };
  sink?.connect(access);
  if (settings.monitoring.privateLinkScope)
    new PrivateLinkScope(
      "private-link-scope",
      { ...place, workspaceId: workspace.id, applicationInsightsId: workspace.applicationInsights.id, access },
      child,
    );
  return { network, links, access };
}

export type Net = ReturnType<typeof networking>;
