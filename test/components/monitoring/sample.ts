import { logRules } from "../../../components/monitoring/alertRules";
import type { AlertQuery } from "../../../components/monitoring/queries";
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

/** Each log alert's query with the columns that the alert needs. */
export const alertRuleColumns = (): [AlertQuery, string[]][] =>
  logRules.map((rule) => [rule.query, [rule.measure, rule.dimension]]);
