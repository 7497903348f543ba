import { ApiManagementSettings } from "../schema";

/** What a tier of API Management holds and can do. */
interface SkuFacts {
  /** How it is kept private: inside the network, or behind a private endpoint; undefined when it cannot be here. */
  access?: "injected" | "privateEndpoint";
  /** Why the tier cannot be used here. */
  refused?: string;
  zones: boolean;
  /** Scale units in a region. */
  maxUnits: number;
  maxProducts: number;
  maxSubscriptions: number;
  /** Addresses that a unit takes in the subnet; tiers inside the network only. */
  addressesPerUnit?: number;
  /** Longest prefix of the subnet. */
  longestPrefix?: number;
}

/**
 * Limits of 2026 (Microsoft Learn, "API Management limits", 2026-02-17), units and abilities ("Feature-based comparison of
 * the Azure API Management tiers", 2025-11-11), subnets ("Network resource requirements for API Management injection into
 * a virtual network", 2025-04-17, and "Integrate an Azure API Management instance with a private virtual network for
 * outbound connections", 2025-03-20).
 */
export const apiManagementSkuFacts: Record<ApiManagementSettings["sku"], SkuFacts> = {
  Developer: {
    access: "injected",
    zones: false,
    maxUnits: 1,
    maxProducts: 100,
    maxSubscriptions: 10_000,
    addressesPerUnit: 1,
    longestPrefix: 29,
  },
  Premium: {
    access: "injected",
    zones: true,
    maxUnits: 31,
    maxProducts: 2_000,
    maxSubscriptions: 75_000,
    addressesPerUnit: 2,
    longestPrefix: 29,
  },
  StandardV2: {
    access: "privateEndpoint",
    zones: false,
    maxUnits: 10,
    maxProducts: 500,
    maxSubscriptions: 25_000,
    longestPrefix: 27,
  },
  Basic: {
    refused: "Basic cannot be placed in a virtual network, so it cannot reach accounts that have no public access",
    zones: false,
    maxUnits: 2,
    maxProducts: 200,
    maxSubscriptions: 15_000,
  },
  Standard: {
    refused: "Standard cannot be placed in a virtual network, so it cannot reach accounts that have no public access",
    zones: false,
    maxUnits: 4,
    maxProducts: 500,
    maxSubscriptions: 25_000,
  },
  BasicV2: {
    refused: "BasicV2 has neither virtual network integration nor private endpoints",
    zones: false,
    maxUnits: 10,
    maxProducts: 200,
    maxSubscriptions: 15_000,
  },
  PremiumV2: {
    refused:
      "PremiumV2 exists only in preview versions of the resource type, and its private address, which the DNS records need, is unknown before it is created",
    zones: true,
    maxUnits: 30,
    maxProducts: 2_000,
    maxSubscriptions: 75_000,
  },
  Consumption: {
    refused: "Consumption has no virtual network, no token limits and no circuit breakers",
    zones: false,
    maxUnits: 1,
    maxProducts: 100,
    maxSubscriptions: 0,
  },
};
