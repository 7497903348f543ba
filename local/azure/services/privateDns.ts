import { guid, resourceId } from "../base/identifiers";
import { nested } from "../base/inUse";
import { failIf } from "../base/inputRule";
import { network } from "../base/names";
import { isUnknown, Props, textAt } from "../base/provider";
import { ResourceTypes, succeeded } from "../base/resourceType";
import { azurerm } from "../base/sources";

const version = { apiVersion: "2024-06-01" } as const;

const zoneType = "Microsoft.Network/privateDnsZones";

/** Limits that every zone states (Microsoft Learn, "Azure subscription and service limits", private DNS zones). */
const zoneLimits = {
  maxNumberOfRecordSets: 25000,
  maxNumberOfVirtualNetworkLinks: 1000,
  maxNumberOfVirtualNetworkLinksWithRegistration: 100,
} as const;

const recordName = (inputs: Props): string => textAt(inputs, "relativeRecordSetName");

const recordType = (inputs: Props): string => `${zoneType}/${textAt(inputs, "recordType")}`;

/** Types of private DNS. */
export const privateDnsTypes: ResourceTypes = {
  "privatedns:PrivateZone": {
    arm: zoneType,
    ...version,
    path: ["resourceGroupName", "privateZoneName"],
    located: true,
    place: "global",
    adds: (r) => ({ ...zoneLimits, internalId: guid(r.id), numberOfRecordSets: 1, ...succeeded }),
    name: { min: 1, max: 253, pattern: /^(?:[a-zA-Z0-9_-]{1,63}\.){1,33}[a-zA-Z0-9_-]{1,63}$/ },
    seconds: { create: 40, delete: 20 },
    check: (inputs) =>
      failIf(
        inputs.location !== "global" && !isUnknown(inputs.location),
        "location",
        "the location of a private DNS zone is global",
      ),
    refuseDelete: nested("privatedns:VirtualNetworkLink"),
  },
  "privatedns:VirtualNetworkLink": {
    arm: `${zoneType}/virtualNetworkLinks`,
    ...version,
    path: ["resourceGroupName", "privateZoneName", "virtualNetworkLinkName"],
    located: true,
    place: "global",
    adds: () => ({ virtualNetworkLinkState: "Completed", ...succeeded }),
    immutable: { virtualNetwork: azurerm("private_dns_zone_virtual_network_link", "virtual_network_id") },
    name: network(1, 80),
    seconds: { create: 60, delete: 30 },
  },
  "privatedns:PrivateRecordSet": {
    arm: `${zoneType}/A`,
    ...version,
    path: ["resourceGroupName", "privateZoneName", "recordType", "relativeRecordSetName"],
    id: (inputs) =>
      resourceId(textAt(inputs, "resourceGroupName"), recordType(inputs), [
        textAt(inputs, "privateZoneName"),
        recordName(inputs),
      ]),
    typeOf: recordType,
    adds: ({ inputs }) => ({
      fqdn: `${recordName(inputs) === "@" ? "" : `${recordName(inputs)}.`}${textAt(inputs, "privateZoneName")}.`,
      isAutoRegistered: false,
    }),
    name: { min: 1, max: 253, pattern: /^(@|\*|(\*\.)?[a-zA-Z0-9_-]+(\.[a-zA-Z0-9_-]+)*)$/ },
  },
};
