import { objectAt, Props, textAt } from "../../base/provider";

/** Units of a tier and whether it has zones (Microsoft Learn, "Feature-based comparison of the Azure API Management tiers"). */
export const tiers: Readonly<Record<string, { units: number; zones: boolean }>> = {
  Developer: { units: 1, zones: false },
  Basic: { units: 2, zones: false },
  Standard: { units: 4, zones: false },
  Premium: { units: 31, zones: true },
  BasicV2: { units: 10, zones: false },
  StandardV2: { units: 10, zones: false },
  PremiumV2: { units: 30, zones: true },
};

/** Tiers that run inside the network when `virtualNetworkType` says so (Microsoft Learn, "Use a virtual network with Azure API Management"). */
export const injectedTiers = ["Developer", "Premium", "PremiumV2"];

/** Delegation that the subnet of a tier must have (Microsoft Learn, "Network resource requirements" of API Management); undefined: none at all. */
export const delegations: Readonly<Record<string, string | undefined>> = {
  Developer: undefined,
  Premium: undefined,
  StandardV2: "Microsoft.Web/serverFarms",
  PremiumV2: "Microsoft.Web/hostingEnvironments",
};

/** Whether the service is one of the v2 tiers. */
export const isV2 = (inputs: Props): boolean => isV2Tier(objectAt(inputs, "sku").name);

/** Whether a tier is one of v2: Azure cannot turn one into a classic tier, or the other way round. */
export const isV2Tier = (sku: unknown): boolean => /V2$/.test(String(sku));

/** Whether a service of the classic tiers is in a virtual network. */
export const isInjected = (inputs: Props): boolean =>
  ["Internal", "External"].includes(textAt(inputs, "virtualNetworkType")) && !isV2(inputs);
