import { ApiManagement } from "../../components/apiManagement";
import { Data } from "./dataServices";
import { Base } from "./foundation";
import { Logs } from "./logging";
import { Net } from "./networking";

/** The service of API Management, which takes most of an hour, without what it offers. */
export function service({ settings, child, protect, place }: Base, { diagnostics }: Logs, { network, access }: Net, data: Data) {
  const apiManagement = new ApiManagement(
    "apim",
    {
      ...place,
      settings: settings.apiManagement,
      subnetId: network.subnetIds.apiManagement,
      access,
      identity: data.identities.get("apim"),
      diagnostics,
      protect,
    },
    child,
  );
  return { apiManagement };
}

export type Service = ReturnType<typeof service>;
