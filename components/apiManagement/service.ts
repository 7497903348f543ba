import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as pulumi from "@pulumi/pulumi";
import { Placement } from "../context";
import { ApiManagementTier, isInjected } from "./tiers";

/** The service that the content belongs to, and how the content is named and placed. */
export interface ServiceScope {
  /** Beginning of the Pulumi names. */
  name: string;
  /** Resource group of the service, and so of its content. */
  resourceGroupName: pulumi.Input<string>;
  /** Known when the service is there, so that every child waits for it. */
  serviceName: pulumi.Output<string>;
  /** Resource id of the service; ids of its children begin with it. */
  serviceId: pulumi.Output<string>;
  /** Parent and aliases of each resource. */
  child: pulumi.CustomResourceOptions;
}

/** Whether the service answers on the Internet; integrated tiers only, which Azure creates open. */
export type PublicAccess = "Enabled" | "Disabled";

/** What the service is. */
export interface ServiceSettings {
  /** Tier of the service; those that cannot be kept private are refused by the settings checks. */
  sku: ApiManagementTier;
  /** Scale units. */
  units: number;
  /** Availability zones; empty: none. */
  zones: string[];
  /** Organisation and address from which API Management writes. */
  publisherName: string;
  /** Sender and reply address of the service's mails; Azure requires it. */
  publisherEmail: string;
  /** Bring back a soft-deleted service of the same name. */
  restore: boolean;
}

/** What the service resource is made from. */
export interface ServiceArgs extends Placement {
  /** Tier, scale units, zones and publisher. */
  settings: ServiceSettings;
  /** Resource id of the subnet that the service runs in (Developer, Premium) or calls out through (StandardV2). */
  subnetId: pulumi.Input<string>;
  /** Resource id of the user-assigned identity of the gateway. */
  identityId: pulumi.Input<string>;
  /** `Disabled` for tiers inside the network. */
  publicNetworkAccess: pulumi.Input<PublicAccess>;
}

const security = "Microsoft.WindowsAzure.ApiManagement.Gateway.Security";

/**
 * Protocols and ciphers that are off, for callers and towards backends (Azure Resource Manager reference,
 * `Microsoft.ApiManagement/service` customProperties): all that can be switched off and is older than TLS 1.2 or has no
 * forward secrecy or no authenticated encryption.
 */
const switchedOff = [
  ...["Ssl30", "Tls10", "Tls11"].flatMap((protocol) => [
    `${security}.Protocols.${protocol}`,
    `${security}.Backend.Protocols.${protocol}`,
  ]),
  ...[
    "TripleDes168",
    "TLS_RSA_WITH_AES_128_CBC_SHA",
    "TLS_RSA_WITH_AES_128_CBC_SHA256",
    "TLS_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_RSA_WITH_AES_256_CBC_SHA",
    "TLS_RSA_WITH_AES_256_CBC_SHA256",
    "TLS_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
  ].map((cipher) => `${security}.Ciphers.${cipher}`),
];

/**
 * The API Management service. Injected tiers have no `publicNetworkAccess`: Azure takes `Disabled` only with an approved
 * private endpoint, which they cannot have, and `Internal` already leaves no way in from outside. They have no public IP
 * address either: it is optional, and only a way out for Azure's own management traffic.
 */
export function apiManagementService(
  name: string,
  args: ServiceArgs,
  opts: pulumi.CustomResourceOptions,
): apimanagement.ApiManagementService {
  const { sku, units, zones, publisherName, publisherEmail, restore } = args.settings;
  const injected = isInjected(sku);
  return new apimanagement.ApiManagementService(
    name,
    {
      serviceName: args.naming.global("apiManagement"),
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      sku: { name: sku, capacity: units },
      ...(zones.length > 0 && { zones }),
      publisherName,
      publisherEmail,
      virtualNetworkType: injected ? "Internal" : "External",
      virtualNetworkConfiguration: { subnetResourceId: args.subnetId },
      ...(!injected && { publicNetworkAccess: args.publicNetworkAccess }),
      identity: {
        type: "UserAssigned",
        userAssignedIdentities: pulumi.output(args.identityId).apply((id) => ({ [id]: {} })),
      },
      customProperties: Object.fromEntries(switchedOff.map((property) => [property, "False"])),
      apiVersionConstraint: { minApiVersion: "2021-08-01" },
      developerPortalStatus: "Disabled",
      legacyPortalStatus: "Disabled",
      restore,
      tags: args.tags,
    },
    opts,
  );
}
