import { guid, resourceId } from "../identifiers";
import { Props, textAt } from "../provider";
import { ResourceTypes, succeeded } from "./resourceType";

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
    adds: (r) => ({ ...zoneLimits, internalId: guid(r.id), numberOfRecordSets: 1, ...succeeded }),
  },
  "privatedns:VirtualNetworkLink": {
    arm: `${zoneType}/virtualNetworkLinks`,
    ...version,
    path: ["resourceGroupName", "privateZoneName", "virtualNetworkLinkName"],
    located: true,
    adds: () => ({ virtualNetworkLinkState: "Completed", ...succeeded }),
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
  },
};
