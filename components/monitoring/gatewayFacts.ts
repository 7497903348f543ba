import { operationsOf } from "../apiManagement/operations";
import { datedPrices, priceFactor, unitPrice } from "./prices";

/** What the queries must know of the environment and no log says. */
export interface GatewayFacts {
  /** Every consumer with the cost centre that its use is charged to. */
  consumers: readonly { name: string; costCentre: string }[];
  /** Limits of each plan, by model and consumer; `tokensPerMonth` is left out where there is no quota. */
  plans: readonly { name: string; tokensPerMinute: number; tokensPerMonth?: number | undefined }[];
  /** Model deployments by the id of their backend. `capacity`: provisioned throughput units where the type has them. */
  deployments: readonly { backendId: string; model: string; location: string; sku: string; capacity: number }[];
}

const text = (value: string): string => JSON.stringify(value);
const real = (value: number): string => `real(${value})`;
const day = (value: string): string => `datetime(${value})`;

function datatable(name: string, columns: string, rows: readonly (readonly string[])[], none: readonly string[]): string {
  const filled = rows.length > 0 ? rows : [none];
  return `let ${name} = datatable(${columns})[\n${filled.map((row) => `    ${row.join(", ")}`).join(",\n")}\n];`;
}

/**
 * Each part of a query that is made from facts. A table without rows gets one that matches nothing, because Kusto's
 * `datatable` wants at least one value.
 */
export const factParts = {
  consumers: ({ consumers }: GatewayFacts) =>
    datatable(
      "consumers",
      "ConsumerName:string, CostCentre:string",
      consumers.map(({ name, costCentre }) => [text(name), text(costCentre)]),
      ['"-"', '""'],
    ),
  plans: ({ plans }: GatewayFacts) =>
    datatable(
      "plans",
      "PlanName:string, TokensPerMinute:long, TokensPerMonth:long",
      plans.map(({ name, tokensPerMinute, tokensPerMonth }) => [text(name), `${tokensPerMinute}`, `${tokensPerMonth ?? 0}`]),
      ['"-"', "0", "0"],
    ),
  deployments: ({ deployments }: GatewayFacts) =>
    datatable(
      "deployments",
      "BackendId:string, PriceFactor:real, Units:long, UsdPerUnitHour:real",
      deployments.map(({ backendId, sku, capacity }) => {
        const usd = unitPrice(sku);
        return [text(backendId), real(priceFactor(sku)), `${usd > 0 ? capacity : 0}`, real(usd)];
      }),
      ['"-"', real(1), "0", real(0)],
    ),
  prices: () =>
    datatable(
      "prices",
      "PricedModel:string, PricedFrom:datetime, PricedUntil:datetime, InputPerMillion:real, OutputPerMillion:real",
      datedPrices().map(({ model, from, until, input, output }) => [
        text(model),
        day(from),
        day(until),
        real(input),
        real(output),
      ]),
      [],
    ),
  countedOperations: () => {
    const counted = [...operationsOf("dated"), ...operationsOf("v1")].filter((one) => one.counted);
    return `let countedOperations = dynamic([${counted.map(({ id }) => text(id)).join(", ")}]);`;
  },
} as const satisfies Record<string, (facts: GatewayFacts) => string>;

/** Name of a query part that is made from the facts, not read from a file. */
export type FactPart = keyof typeof factParts;
