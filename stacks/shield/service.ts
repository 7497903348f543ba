import { ApiManagement } from "../../components/apiManagement";
import { ApiManagementHosts } from "../../components/network/apiManagementHosts";
import { Data } from "./dataServices";
import { Base } from "./foundation";
import { Logs } from "./logging";
import { Net } from "./networking";

/** The service of API Management, which takes most of an hour, without what it offers, and the names under which it is found. */
export function service({ settings, child, protect, place }: Base, { diagnostics }: Logs, net: Net, data: Data) {
  const apiManagement = new ApiManagement(
    "apim",
    {
      ...place,
      settings: settings.apiManagement,
      subnetId: net.network.subnetIds.apiManagement,
      access: net.access,
      identity: data.identities.get("apim"),
      diagnostics,
      protect,
    },
    child,
  );
  const { privateIpAddress } = apiManagement;
  // Not the service's own name: zones and links need not wait for it.
  const apiManagementName = place.naming.global("apiManagement");
  const hosts =
    privateIpAddress &&
    new ApiManagementHosts("apim-hosts", { ...place, apiManagementName, privateIpAddress, links: net.links }, child);
  return {
    apiManagement,
    /** Wait for this before calling the service by its name. */
    reachable: hosts?.ready ?? apiManagement.ready,
  };
}

export type Service = ReturnType<typeof service>;
