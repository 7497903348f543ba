import { GatewayFacts } from "../../../components/monitoring/gatewayFacts";
import { Placement } from "../../../components/context";
import { Naming } from "../../../components/naming";
import { PrivateDns } from "../../../components/network/privateDns";
import { PrivateAccess } from "../../../components/network/privateEndpoint";
import { MonitoringSettings } from "../../../stacks/settings/schema";
import { monitoring } from "../../../stacks/settings/schema/monitoring";

const subscription = "/subscriptions/00000000-0000-4000-8000-000000000000";

/** Resource id of something in the sample's resource group. */
export const idOf = (type: string, name: string): string => `${subscription}/resourceGroups/rg-acme/providers/${type}/${name}`;

export const workspaceId = idOf("Microsoft.OperationalInsights/workspaces", "log-acme");

/** Placement of every component of the tests. */
export const place = (): Placement => ({
  resourceGroupName: "rg-acme",
  location: "swedencentral",
  tags: { owner: "platform" },
  naming: new Naming("acme", "abcde"),
});

/** Monitoring settings: the defaults with some changes. */
export const monitoringSettings = (changes: Partial<MonitoringSettings> = {}): MonitoringSettings => ({
  ...monitoring.parse({}),
  ...changes,
});

/** A private access whose endpoints get their DNS records from a landing zone; call it inside the recorded program. */
export const access = (): PrivateAccess => ({
  subnetId: `${idOf("Microsoft.Network/virtualNetworks", "vnet-acme")}/subnets/private-endpoints`,
  location: "swedencentral",
  dns: new PrivateDns("dns", { resourceGroupName: "rg-acme", tags: {}, mode: "policy", existing: {}, zoneNames: [], links: {} }),
});

/** An environment with two plans, three teams and a provisioned deployment beside one that is paid by the token. */
export const facts: GatewayFacts = {
  consumers: [
    { name: "claims", costCentre: "CC-1" },
    { name: "search", costCentre: 'R&D "42"' },
  ],
  plans: [
    { name: "standard", tokensPerMinute: 30_000, tokensPerMonth: 1_000_000 },
    { name: "open", tokensPerMinute: 60_000 },
  ],
  deployments: [
    {
      backendId: "swedencentral-gpt-5-1",
      model: "gpt-5.1",
      location: "swedencentral",
      sku: "DataZoneProvisionedManaged",
      capacity: 15,
    },
    { backendId: "francecentral-gpt-5-1", model: "gpt-5.1", location: "francecentral", sku: "GlobalStandard", capacity: 300 },
  ],
};
