import { objectAt, Props, textAt } from "../../base/provider";

/** What Azure knows of a tier of API Management. */
interface Tier {
  /** Most scale units in a region. */
  units: number;
  zones: boolean;
  /** Runs inside the network when `virtualNetworkType` says so. */
  injected?: boolean;
  /** What the subnet must be delegated to; `none`: to nothing. Not given: the tier takes no subnet, or it is not known. */
  delegation?: string;
  /** Minutes that it takes to be made and deleted. */
  minutes: { create: number; delete: number };
}

const usual = { create: 40, delete: 25 };

/**
 * The tiers. Units and zones: Microsoft Learn, "Feature-based comparison of the Azure API Management tiers"; networks: "Use a virtual network with Azure
 * API Management" and "Network resource requirements" of API Management. Minutes: Microsoft Learn, "Create a new API Management instance" (Developer 30 to
 * 40 minutes); v2 tiers with a network: Azure-Samples/AI-Gateway (about 30 minutes); the others are [own knowledge] of typical values.
 */
export const tiers: Readonly<Record<string, Tier>> = {
  Developer: { units: 1, zones: false, injected: true, delegation: "none", minutes: usual },
  Basic: { units: 2, zones: false, minutes: usual },
  Standard: { units: 4, zones: false, minutes: usual },
  Premium: { units: 31, zones: true, injected: true, delegation: "none", minutes: { create: 50, delete: 25 } },
  BasicV2: { units: 10, zones: false, minutes: { create: 5, delete: 5 } },
  StandardV2: { units: 10, zones: false, delegation: "Microsoft.Web/serverFarms", minutes: { create: 30, delete: 10 } },
  PremiumV2: {
    units: 30,
    zones: true,
    injected: true,
    delegation: "Microsoft.Web/hostingEnvironments",
    minutes: { create: 30, delete: 10 },
  },
};

/** The tier of a service; undefined when there is none of that name. */
export const tierOf = (inputs: Props): Tier | undefined => tiers[textAt(objectAt(inputs, "sku"), "name")];

/** Whether the service is one of the v2 tiers. */
export const isV2 = (inputs: Props): boolean => isV2Tier(objectAt(inputs, "sku").name);

/** Whether a tier is one of v2: Azure cannot turn one into a classic tier, or the other way round. */
export const isV2Tier = (sku: unknown): boolean => /V2$/.test(String(sku));

/** Whether a service of the classic tiers is in a virtual network. */
export const isInjected = (inputs: Props): boolean =>
  ["Internal", "External"].includes(textAt(inputs, "virtualNetworkType")) && !isV2(inputs);
