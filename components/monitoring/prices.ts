/** What a million tokens cost from a day on, in US dollars, in a Global Standard deployment. */
interface TokenPrice {
  model: string;
  /** First day of the price, ISO 8601. */
  from: string;
  input: number;
  output: number;
}

/**
 * List prices of Azure OpenAI by the token (models.dev, Azure provider, as of 2026-07-02; where `@pydantic/genai-prices` has
 * the model it agrees). A price change is a new row with its day; the first row of a model also stands for the days before.
 */
const tokenPrices: readonly TokenPrice[] = [
  { model: "gpt-5", from: "2026-07-02", input: 1.25, output: 10 },
  { model: "gpt-5-mini", from: "2026-07-02", input: 0.25, output: 2 },
  { model: "gpt-5-nano", from: "2026-07-02", input: 0.05, output: 0.4 },
  { model: "gpt-5.1", from: "2026-07-02", input: 1.25, output: 10 },
  { model: "gpt-5.2", from: "2026-07-02", input: 1.75, output: 14 },
  { model: "gpt-5.4", from: "2026-07-02", input: 2.5, output: 15 },
  { model: "gpt-5.4-mini", from: "2026-07-02", input: 0.75, output: 4.5 },
  { model: "gpt-5.4-nano", from: "2026-07-02", input: 0.2, output: 1.25 },
  { model: "gpt-5.5", from: "2026-07-02", input: 5, output: 30 },
  { model: "text-embedding-3-large", from: "2026-07-02", input: 0.13, output: 0 },
  { model: "text-embedding-3-small", from: "2026-07-02", input: 0.02, output: 0 },
  { model: "text-embedding-ada-002", from: "2026-07-02", input: 0.1, output: 0 },
];

/**
 * Price of a deployment type against Global Standard: a data zone costs a tenth more (GPT-5 mini, 0.275 against 0.25 a million
 * input tokens). For a deployment in one region the same is assumed; no dated source was found.
 */
const priceFactors: Readonly<Record<string, number>> = { Standard: 1.1, DataZoneStandard: 1.1, GlobalStandard: 1 };

/**
 * US dollars for an hour of one provisioned throughput unit without a reservation. Global: read in July 2026. Data zone and
 * regional: assumed, no dated source was found.
 */
const unitPrices: Readonly<Record<string, number>> = {
  GlobalProvisionedManaged: 1,
  DataZoneProvisionedManaged: 1.1,
  ProvisionedManaged: 2,
};

/** A token price with the day on which the next one begins. */
export interface DatedPrice extends TokenPrice {
  /** Day on which the next price begins, ISO 8601; `2100-01-01` for the last one. */
  until: string;
}

const always = { from: "2000-01-01", until: "2100-01-01" };

/** Every price with its range: no day of a model is without one, and none has two. */
export function datedPrices(prices: readonly TokenPrice[] = tokenPrices): DatedPrice[] {
  return prices.map((price) => {
    const days = prices.filter(({ model }) => model === price.model).map(({ from }) => from);
    const later = days.filter((day) => day > price.from).sort();
    const first = days.every((day) => day >= price.from);
    return { ...price, from: first ? always.from : price.from, until: later[0] ?? always.until };
  });
}

/** Factor on the token price of a deployment type; 0 for one that is not paid by the token. */
export const priceFactor = (sku: string): number => priceFactors[sku] ?? 0;

/** US dollars an hour for a unit of a deployment type; 0 for one that is paid by the token. */
export const unitPrice = (sku: string): number => unitPrices[sku] ?? 0;
