/** How a tier joins a virtual network. */
export type ApiManagementNetworking = "injected" | "integrated";

/** What a tier of API Management is, holds and can do. */
interface TierFacts {
  /** The platform that it runs on; the two show their load in different metrics. */
  generation: "classic" | "v2";
  /**
   * `injected`: the gateway runs in the subnet, which must not be delegated. `integrated`: the gateway only sends through the subnet; callers come in
   * over a private endpoint. Undefined where the tier cannot be kept private here.
   */
  networking?: ApiManagementNetworking;
  /** Service that the subnet must be delegated to. Default: none. */
  delegation?: string;
  /** Why the tier cannot be used here. */
  refused?: string;
  /** Whether it has availability zones. */
  zones: boolean;
  /** Scale units in a region. */
  maxUnits: number;
  maxProducts: number;
  maxSubscriptions: number;
  /** Addresses that a unit takes in the subnet; injected tiers only. */
  addressesPerUnit?: number;
  /** Longest prefix of the subnet. */
  longestPrefix?: number;
  /** Longest time of a whole request, in seconds, and largest body, in KB. Default: none that matters here. */
  request?: { seconds: number; bodyKb: number };
}

/**
 * The tiers. Limits of 2026 (Microsoft Learn, "API Management limits", 2026-02-17), units and abilities ("Feature-based comparison of
 * the Azure API Management tiers", 2025-11-11), networking ("Use a virtual network to secure inbound or outbound traffic for Azure API Management"),
 * subnets ("Network resource requirements for API Management injection into a virtual network", 2025-04-17, and "Integrate an Azure API
 * Management instance with a private virtual network for outbound connections", 2025-03-20), limits of requests ("API Management gateway runtime limits", 2026-04-08).
 */
const facts = {
  Developer: {
    generation: "classic",
    networking: "injected",
    zones: false,
    maxUnits: 1,
    maxProducts: 100,
    maxSubscriptions: 10_000,
    addressesPerUnit: 1,
    longestPrefix: 29,
  },
  Premium: {
    generation: "classic",
    networking: "injected",
    zones: true,
    maxUnits: 31,
    maxProducts: 2_000,
    maxSubscriptions: 75_000,
    addressesPerUnit: 2,
    longestPrefix: 29,
  },
  StandardV2: {
    generation: "v2",
    networking: "integrated",
    delegation: "Microsoft.Web/serverFarms",
    zones: false,
    maxUnits: 10,
    maxProducts: 500,
    maxSubscriptions: 25_000,
    longestPrefix: 27,
    // "API Management gateway runtime limits", 2026-04-08.
    request: { seconds: 30, bodyKb: 2_048 },
  },
  Basic: {
    generation: "classic",
    refused: "Basic cannot be placed in a virtual network, so it cannot reach accounts that have no public access",
    zones: false,
    maxUnits: 2,
    maxProducts: 200,
    maxSubscriptions: 15_000,
  },
  Standard: {
    generation: "classic",
    refused: "Standard cannot be placed in a virtual network, so it cannot reach accounts that have no public access",
    zones: false,
    maxUnits: 4,
    maxProducts: 500,
    maxSubscriptions: 25_000,
  },
  BasicV2: {
    generation: "v2",
    refused: "BasicV2 has neither virtual network integration nor private endpoints",
    zones: false,
    maxUnits: 10,
    maxProducts: 200,
    maxSubscriptions: 15_000,
  },
  PremiumV2: {
    generation: "v2",
    refused:
      "PremiumV2 exists only in preview versions of the resource type, and its private address, which the DNS records need, is unknown before it is created",
    zones: true,
    maxUnits: 30,
    maxProducts: 2_000,
    maxSubscriptions: 75_000,
  },
  Consumption: {
    generation: "classic",
    refused: "Consumption has no virtual network, no token limits and no circuit breakers",
    zones: false,
    maxUnits: 1,
    maxProducts: 100,
    maxSubscriptions: 0,
  },
} as const satisfies Record<string, TierFacts>;

/** A tier of API Management. */
export type ApiManagementTier = keyof typeof facts;

/** The tiers with what they are, hold and can do. */
export const apiManagementTiers: Readonly<Record<ApiManagementTier, TierFacts>> = facts;

/** Names of all tiers, those that are refused too. */
export const apiManagementTierNames = Object.keys(facts) as ApiManagementTier[];

/** Names of the tiers that can be kept private here. */
export const usableTiers: readonly ApiManagementTier[] = apiManagementTierNames.filter(
  (tier) => apiManagementTiers[tier].networking,
);

/**
 * How a tier joins the network.
 *
 * @throws Error for a tier that this package does not run privately.
 */
export function networkingOf(tier: ApiManagementTier): ApiManagementNetworking {
  const { networking } = apiManagementTiers[tier];
  if (!networking) throw new Error(`API Management ${tier} is not supported here; choose ${usableTiers.join(", ")}`);
  return networking;
}

/** Whether the tier runs inside the network; else it is reached over a private endpoint. */
export const isInjected = (tier: ApiManagementTier): boolean => networkingOf(tier) === "injected";
