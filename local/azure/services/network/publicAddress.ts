import { publicAddress } from "../../base/addresses";
import { guid } from "../../base/identifiers";
import { inUse } from "../../base/inUse";
import { failIf } from "../../base/inputRule";
import { network } from "../../base/names";
import { CheckFailure, objectAt, Props, textAt } from "../../base/provider";
import { Deployed, ResourceTypes, succeeded } from "../../base/resourceType";
import { azureNative, azurerm } from "../../base/sources";
import { version } from "./parts";

function publicIp(resource: Deployed): Props {
  const label = textAt(objectAt(resource.inputs, "dnsSettings"), "domainNameLabel");
  return {
    resourceGuid: guid(resource.id),
    ...(resource.inputs.publicIPAllocationMethod === "Static" && { ipAddress: publicAddress(resource.id) }),
    ...(label && { dnsSettings: { fqdn: `${label}.${textAt(resource.inputs, "location")}.cloudapp.azure.com` } }),
    ...succeeded,
  };
}

function checkAllocation(inputs: Props): CheckFailure[] {
  const standard = textAt(objectAt(inputs, "sku"), "name") === "Standard";
  return failIf(
    standard && inputs.publicIPAllocationMethod !== "Static",
    "publicIPAllocationMethod",
    "an address of SKU Standard must be Static",
  );
}

/** Public addresses. */
export const publicAddressTypes: ResourceTypes = {
  "network:PublicIPAddress": {
    arm: "Microsoft.Network/publicIPAddresses",
    ...version,
    path: ["resourceGroupName", "publicIpAddressName"],
    located: true,
    notReturned: ["id"],
    adds: publicIp,
    immutable: {
      sku: azureNative,
      publicIPAddressVersion: azureNative,
      publicIPPrefix: azureNative,
      zones: azurerm("public_ip", "zones"),
      ipTags: azurerm("public_ip", "ip_tags"),
    },
    name: network(1, 80),
    seconds: { create: 12 },
    check: checkAllocation,
    refuseDelete: inUse(
      "PublicIPAddressCannotBeDeleted",
      (id, users) =>
        `Public IP address ${id} can not be deleted since it is still allocated to resource ${users}. In order to delete the public IP, disassociate/detach the Public IP address from the resource.`,
    ),
  },
};
