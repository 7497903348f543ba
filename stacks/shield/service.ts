import * as pulumi from "@pulumi/pulumi";
import { ApiManagement } from "../../components/apiManagement";
import { DiagnosticsTarget } from "../../components/context";
import { Identity } from "../../components/identity";
import { ApiManagementHosts } from "../../components/network/apiManagementHosts";
import { PrivateAccess } from "../../components/network/privateEndpoint";
import { VirtualNetwork } from "../../components/network/virtualNetwork";
import { Base } from "./foundation";

/** What the service needs of the stages before. */
export interface ServiceInputs {
  /** Where the service sends its logs. */
  diagnostics: DiagnosticsTarget;
  /** Gives the service its subnet. */
  network: VirtualNetwork;
  /** Networks that resolve the service's names: link name → resource id. */
  links: Record<string, pulumi.Input<string>>;
  /** Where the private endpoint of StandardV2 goes. */
  access: PrivateAccess;
  /** With which the service calls the models. */
  identity: Identity;
}

/** The service of API Management and how it is found. */
export interface Service {
  /** The service without its content. */
  apiManagement: ApiManagement;
  /** Wait for this before calling the service by its name. */
  reachable: pulumi.Resource[];
}

/** The service of API Management, which takes most of an hour, without what it offers, and the names under which it is found. */
export function service({ settings, child, protect, place, publicAccess }: Base, inputs: ServiceInputs): Service {
  const { diagnostics, network, links, access, identity } = inputs;
  const apiManagement = new ApiManagement(
    "apim",
    {
      ...place,
      settings: settings.apiManagement,
      publicNetworkAccess: publicAccess,
      subnetId: network.subnetIds.apiManagement,
      access,
      identityId: identity.id,
      diagnostics,
      protect,
    },
    child,
  );
  const { privateIpAddress } = apiManagement;
  // Not the service's own name: zones and links need not wait for it.
  const apiManagementName = place.naming.global("apiManagement");
  const hosts =
    privateIpAddress && new ApiManagementHosts("apim-hosts", { ...place, apiManagementName, privateIpAddress, links }, child);
  return { apiManagement, reachable: hosts?.ready ?? apiManagement.ready };
}
