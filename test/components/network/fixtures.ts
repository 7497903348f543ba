import * as pulumi from "@pulumi/pulumi";
import { DiagnosticsTarget, Placement } from "../../../components/context";
import { Naming } from "../../../components/naming";
import { PrivateDns, PrivateDnsArgs } from "../../../components/network/privateDns";
import { PrivateAccess } from "../../../components/network/privateEndpoint";
import { zonesOf } from "../../../components/network/privateLinkFacts";

/** Where the components under test go. */
export const place: Placement = {
  resourceGroupName: "rg-test",
  location: "swedencentral",
  tags: { environment: "test" },
  naming: new Naming("acme-ai", "abcde"),
};

export const workspaceId = "/subscriptions/s/resourceGroups/rg-test/providers/Microsoft.OperationalInsights/workspaces/log";
export const diagnostics: DiagnosticsTarget = { workspaceId };

export const networkId = "/subscriptions/s/resourceGroups/rg-test/providers/Microsoft.Network/virtualNetworks/vnet";
export const hubId = "/subscriptions/s/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub";
export const subnetId = `${networkId}/subnets/snet-private-endpoints`;

/** Zones of the vault and blob endpoints with one link; `overrides` for anything else. */
export function privateDns(overrides: Partial<PrivateDnsArgs> = {}): PrivateDns {
  return new PrivateDns("dns", {
    resourceGroupName: place.resourceGroupName,
    tags: place.tags,
    mode: "create",
    existing: {},
    zoneNames: zonesOf(["vault", "blob"]),
    links: { shield: networkId },
    ...overrides,
  });
}

export const access = (dns: PrivateDns = privateDns()): PrivateAccess => ({ subnetId, location: "westeurope", dns });

/** What an output resolves to. */
export const valueOf = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));
