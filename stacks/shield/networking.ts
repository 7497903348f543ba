import * as pulumi from "@pulumi/pulumi";
import { PrivateLinkScope } from "../../components/monitoring";
import { PrivateDns } from "../../components/network/privateDns";
import { PrivateAccess } from "../../components/network/privateEndpoint";
import { VirtualNetwork } from "../../components/network/virtualNetwork";
import { vaultElsewhere } from "./certificateOwner";
import { Base } from "./foundation";
import { Logs } from "./logging";
import { privateZoneNames } from "./privateZones";

/** The network and the private ways in it. */
export interface Networking {
  /** The network, made here or existing. */
  network: VirtualNetwork;
  /** Networks that resolve the private names: link name → resource id. */
  links: Record<string, pulumi.Input<string>>;
  /** Subnet, region and zones for every private endpoint of the later stages. */
  access: PrivateAccess;
}

/** Network, private DNS and, on request, the private ways to the logs. */
export function networking({ settings, child, place }: Base, { workspace, sink, diagnostics }: Logs): Networking {
  const network = new VirtualNetwork(
    "network",
    {
      ...place,
      settings: settings.network,
      apiManagementTier: settings.apiManagement.sku,
      frontEnd: settings.ingress.frontEnd,
      eventHub: settings.monitoring.eventHub.enabled,
      certificateElsewhere: vaultElsewhere(settings.ingress.certificate),
      diagnostics,
    },
    child,
  );
  const links = { network: network.id, ...settings.network.privateDns.extraLinks };
  const { mode, zones, monitorLinks } = settings.network.privateDns;
  const dns = new PrivateDns(
    "dns",
    { ...place, mode, existing: zones, zoneNames: privateZoneNames(settings), links, ownLinks: ["network"], monitorLinks },
    child,
  );
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
