import type { Amount } from "../words";

/** A price of the table, in US dollars. */
export interface Price extends Amount {
  /** What is paid for, and how it is counted. */
  what: string;
  /** Region of the price: elsewhere it may be another. */
  region: string;
  /** Day of the price; nothing when it is only known from experience. */
  date?: string;
  /** Where the price was read. */
  source: string;
}

/** Hours that a month is counted with. */
export const hoursPerMonth = 730;

const tests = "price lists in the tests of infracost";
const price = (
  usd: number | [low: number, high: number],
  what: string,
  region: string,
  date: string | undefined,
  source = tests,
): Price => {
  const [low, high] = typeof usd === "number" ? [usd, usd] : usd;
  return { low, high, what, region, ...(date && { date }), source };
};
const unsure = "own knowledge, not verified";

/**
 * List prices, gathered in November 2026 from public sources; every one has the day on which its source had it. Where
 * sources differ both are bounds. A team lays its own over them with the setting `prices`.
 */
export const prices = {
  applicationGatewayHour: price(
    [0.36, 0.443],
    "Application Gateway WAF_v2, an hour",
    "eastus",
    "2026-03-31",
    `${tests}; Microsoft Learn, "Understanding pricing" (2022-10-03) for the upper bound`,
  ),
  capacityUnitHour: price(0.0144, "a capacity unit of Application Gateway WAF_v2, an hour", "eastus", "2026-03-31"),
  apiManagementDeveloperMonth: price(48.03, "a unit of API Management Developer, a month", "eastus", "2024-07-01"),
  apiManagementBasicMonth: price(147.17, "a unit of API Management Basic, a month", "eastus", "2024-07-01"),
  apiManagementStandardMonth: price(686.71, "a unit of API Management Standard, a month", "eastus", "2024-07-01"),
  apiManagementPremiumMonth: price(2795.17, "a unit of API Management Premium, a month", "eastus", "2024-07-01"),
  apiManagementStandardV2Month: price(
    700,
    "a unit of API Management Standard v2, a month",
    "United States",
    "2026-09-25",
    "retail prices in a public repository",
  ),
  apiManagementPremiumV2Month: price(
    2800,
    "a unit of API Management Premium v2, a month",
    "United States",
    "2026-09-25",
    "retail prices in a public repository",
  ),
  privateEndpointHour: price(0.01, "a private endpoint, an hour", "westus", "2024-07-01"),
  privateZoneMonth: price(0.5, "a private DNS zone, a month", "westus", "2024-07-01"),
  publicAddressHour: price(0.005, "a public address, an hour", "eastus", "2026-04-03"),
  natGatewayHour: price(0.045, "a NAT gateway, an hour", "United States", "2026-09-25", "retail prices in a public repository"),
  eventHubUnitMonth: price(21.9, "a throughput unit of Event Hubs Standard, a month", "eastus", "2024-07-01"),
  metricAlertMonth: price(0.1, "a time series of a metric alert, a month", "United States", "2024-07-01"),
  queryAlert1MinuteMonth: price(3, "a log alert every minute, a month", "United States", "2024-07-01"),
  queryAlert5MinutesMonth: price(1.5, "a log alert every 5 minutes, a month", "United States", "2024-07-01"),
  queryAlert10MinutesMonth: price(1, "a log alert every 10 minutes, a month", "United States", "2024-07-01"),
  queryAlert15MinutesMonth: price(0.5, "a log alert every 15 minutes or less often, a month", "United States", "2024-07-01"),
  globalProvisionedUnitHour: price(
    1,
    "a global provisioned throughput unit, an hour",
    "swedencentral",
    "2026-07-27",
    "copy of the retail price API in a public repository",
  ),
  dataZoneProvisionedUnitHour: price(1.1, "a data zone provisioned throughput unit, an hour", "unknown", undefined, unsure),
  regionalProvisionedUnitHour: price(2, "a regional provisioned throughput unit, an hour", "unknown", undefined, unsure),
  logIngestionGb: price([2.3, 2.99], "a GB written to Log Analytics", "eastus to westeurope", "2024-08-30"),
  logRetentionGbMonth: price(
    [0.1, 0.13],
    "a GB of logs kept to query beyond the first 31 days, a month",
    "eastus to westeurope",
    "2024-07-01",
  ),
  logArchiveGbMonth: price(0.026, "a GB of archived logs, a month", "westeurope", "2024-08-30"),
  logExportGb: price(0.13, "a GB of logs exported", "westeurope", "2024-08-30"),
  storageGbMonth: price(0.0208, "a GB in Storage (Hot, LRS), a month", "westus", "2024-07-01"),
} as const satisfies Record<string, Price>;

/** Key of the table, and name in the setting `prices`. */
export type PriceId = keyof typeof prices;

/** The price of a unit of API Management in a tier; undefined where the table has none. */
export function serviceUnitPrice(tier: string): PriceId | undefined {
  const id = `apiManagement${tier}Month`;
  return id in prices ? (id as PriceId) : undefined;
}

/** Dollars for a million tokens with a global deployment. */
export interface TokenPrice {
  /** For tokens of the prompt. */
  input: number;
  /** For tokens of the answer. */
  output: number;
}

/** Day and source of {@link tokenPrices}. */
export const tokenPriceSource = {
  date: "2026-07-02",
  source: "models.dev, provider Azure, list price of GlobalStandard",
} as const;

/** Model → price. */
export const tokenPrices: Readonly<Record<string, TokenPrice>> = {
  "gpt-5": { input: 1.25, output: 10 },
  "gpt-5-mini": { input: 0.25, output: 2 },
  "gpt-5-nano": { input: 0.05, output: 0.4 },
  "gpt-5.1": { input: 1.25, output: 10 },
  "gpt-5.2": { input: 1.75, output: 14 },
  "gpt-5.4": { input: 2.5, output: 15 },
  "gpt-5.4-mini": { input: 0.75, output: 4.5 },
  "gpt-5.4-nano": { input: 0.2, output: 1.25 },
  "gpt-5.5": { input: 5, output: 30 },
  "text-embedding-3-large": { input: 0.13, output: 0 },
  "text-embedding-3-small": { input: 0.02, output: 0 },
  "text-embedding-ada-002": { input: 0.1, output: 0 },
};

/** What a deployment type costs against a global one: data zone as a price list in a public repository has it, regional [own knowledge]. */
export const typeFactor = (sku: string): number => (sku.startsWith("Global") ? 1 : 1.1);

/** What the estimate does not hold. */
export const leftOut = [
  "data transfer and peering",
  "logs (by the GB)",
  "traffic analytics",
  "operations of Key Vault and Storage",
  "DNS queries",
  "a DDoS plan of the landing zone",
  "reservations",
  "agreements",
  "tokens read from a cache and long contexts",
] as const;
