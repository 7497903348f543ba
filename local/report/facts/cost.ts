import type { PlanResource } from "../../engine/plan";
import { PriceId, TokenPrice, hoursPerMonth, prices, serviceUnitPrice, tokenPrices, typeFactor } from "../tables/prices";
import { Amount, money, number, sum, times } from "../words";
import { DeploymentFact, deploymentsOf } from "./models";
import { PlanView, listOf, numberOf, plainType, textOf } from "./planView";

/** What one resource costs a month whether it is used or not. */
export interface ResourceCost {
  /** The resource that is paid for. */
  urn: string;
  /** Name in the program. */
  name: string;
  /** Service, as the bill groups it. */
  service: string;
  /** `global` for a resource without a region. */
  region: string;
  /** US dollars a month. */
  amount: Amount;
  /** How it is counted: `3 units of …`. */
  how: string;
}

/** What one consumer costs a month at its limits for one model. */
export interface ConsumerCost {
  /** Name of the consumer. */
  consumer: string;
  /** Cost centre that its use is charged to. */
  costCentre: string;
  /** Name of the model. */
  model: string;
  /** Tokens a month at the limit. */
  tokens: number;
  /** Between input only and output only; undefined when the price is not known. */
  amount?: Amount;
}

/** The estimate of a plan. */
export interface CostFacts {
  /** Resources that cost something, used or not. */
  resources: ResourceCost[];
  /** Sum of all resources. */
  fixed: Amount;
  /** One entry for each consumer and model with a limit. */
  consumers: ConsumerCost[];
  /** Sum of all consumers at their limits. */
  atLimits: Amount;
  /** Models without a price in the table. */
  unpriced: string[];
}

/** Prices that the settings lay over the table. */
export type Overrides = Readonly<Record<string, number>>;

/** The setting `prices` of a plan. */
export const overridesOf = ({ settings }: PlanView): Overrides => settings?.prices ?? {};

/** Names that the setting `prices` may hold, besides `<model>.input` and `<model>.output`. */
export const priceNames: readonly string[] = Object.keys(prices);

/** Whether a name may stand in the setting `prices`. */
export const isPriceName = (name: string): boolean => priceNames.includes(name) || /^[a-z0-9][\w.-]*\.(input|output)$/.test(name);

/** What the plan costs a month. */
export function costOf(view: PlanView): CostFacts {
  const regions = new Map(deploymentsOf(view).map(({ urn, location }) => [urn, location]));
  const resources = view.custom().flatMap((resource) => resourceCost(resource, overridesOf(view), regions.get(resource.urn)));
  const consumers = consumerCosts(view);
  return {
    resources,
    fixed: sum(resources.map(({ amount }) => amount)),
    consumers,
    atLimits: sum(consumers.flatMap(({ amount }) => amount ?? [])),
    unpriced: [...new Set(consumers.filter(({ amount }) => !amount).map(({ model }) => model))],
  };
}

/** Parts of a price: how many of which. */
type Parts = [count: number, price: PriceId][];

const hours = (count: number, id: PriceId): [number, PriceId] => [count * hoursPerMonth, id];

/** Capacity units that each instance of Application Gateway reserves (Microsoft Learn, "Understanding pricing"). */
export const unitsPerInstance = 10;

/** Price of a log alert by its frequency in minutes. */
function alertPrice(frequency: string): PriceId {
  const [, amount = "0", unit] = /^PT(\d+)([MH])$/.exec(frequency) ?? [];
  const minutes = Number(amount) * (unit === "H" ? 60 : 1);
  if (minutes < 5) return "queryAlert1MinuteMonth";
  return minutes < 10 ? "queryAlert5MinutesMonth" : minutes < 15 ? "queryAlert10MinutesMonth" : "queryAlert15MinutesMonth";
}

function provisionedPrice(sku: string): PriceId {
  if (sku.startsWith("Global")) return "globalProvisionedUnitHour";
  return sku.startsWith("DataZone") ? "dataZoneProvisionedUnitHour" : "regionalProvisionedUnitHour";
}

/** What is paid for a resource of each type, used or not. */
const paid: Readonly<Record<string, { service: string; parts: (inputs: unknown) => Parts }>> = {
  "apimanagement:ApiManagementService": {
    service: "API Management",
    parts: (inputs) => {
      const id = serviceUnitPrice(textOf(inputs, "sku.name"));
      return id ? [[numberOf(inputs, "sku.capacity"), id]] : [];
    },
  },
  "network:ApplicationGateway": {
    service: "Application Gateway",
    parts: (inputs) => [
      hours(1, "applicationGatewayHour"),
      hours(unitsPerInstance * numberOf(inputs, "autoscaleConfiguration.minCapacity"), "capacityUnitHour"),
    ],
  },
  "network:PrivateEndpoint": { service: "Private endpoints", parts: () => [hours(1, "privateEndpointHour")] },
  "privatedns:PrivateZone": { service: "Private DNS", parts: () => [[1, "privateZoneMonth"]] },
  "network:PublicIPAddress": { service: "Public addresses", parts: () => [hours(1, "publicAddressHour")] },
  "network:NatGateway": { service: "NAT gateway", parts: () => [hours(1, "natGatewayHour")] },
  "eventhub:Namespace": { service: "Event Hubs", parts: (inputs) => [[numberOf(inputs, "sku.capacity"), "eventHubUnitMonth"]] },
  "monitor:MetricAlert": {
    service: "Alerts",
    parts: (inputs) => [
      [listOf(inputs, "criteria.allOf").length * Math.max(listOf(inputs, "scopes").length, 1), "metricAlertMonth"],
    ],
  },
  "monitor:ScheduledQueryRule": {
    service: "Alerts",
    parts: (inputs) => [[1, alertPrice(textOf(inputs, "evaluationFrequency"))]],
  },
  "cognitiveservices:Deployment": {
    service: "Azure OpenAI, provisioned",
    parts: (inputs) => {
      const sku = textOf(inputs, "sku.name");
      return sku.includes("Provisioned") ? [hours(numberOf(inputs, "sku.capacity"), provisionedPrice(sku))] : [];
    },
  },
};

/** @param region Where the resource is when it does not say so itself. */
function resourceCost({ urn, name, type, inputs }: PlanResource, overrides: Overrides, region = "global"): ResourceCost[] {
  const found = paid[plainType(type)];
  const parts = found?.parts(inputs) ?? [];
  if (!found || parts.length === 0) return [];
  const each = ([count, id]: Parts[number]): Amount => times(unitPrice(id, overrides), count);
  const how = parts
    .map(([count, id]) => `${number(count)} × ${prices[id].what} at ${money(unitPrice(id, overrides))}`)
    .join("; ");
  return [{ urn, name, service: found.service, region: textOf(inputs, "location") || region, amount: sum(parts.map(each)), how }];
}

/** A price of the table, or the one of the settings in its place. */
export function unitPrice(id: PriceId, overrides: Overrides): Amount {
  const own = overrides[id];
  return own === undefined ? prices[id] : { low: own, high: own };
}

/** Price of a million tokens with a deployment; undefined when the table has none. */
export function tokenPriceOf(view: PlanView, { model, sku }: Pick<DeploymentFact, "model" | "sku">): TokenPrice | undefined {
  const overrides = overridesOf(view);
  const [input, output] = [overrides[`${model}.input`], overrides[`${model}.output`]];
  const listed = tokenPrices[model];
  if (!listed && (input === undefined || output === undefined)) return undefined;
  const factor = typeFactor(sku);
  return { input: input ?? (listed?.input ?? 0) * factor, output: output ?? (listed?.output ?? 0) * factor };
}

/** Minutes of a month. */
const minutesPerMonth = hoursPerMonth * 60;

function consumerCosts(view: PlanView): ConsumerCost[] {
  const { consumers = [], plans = [] } = view.settings ?? {};
  const deployments = deploymentsOf(view);
  return consumers.flatMap(({ name, plan, costCentre }) => {
    const found = plans.find((one) => one.name === plan);
    return (found?.models ?? []).map((model): ConsumerCost => {
      const limit = (found?.tokensPerMinute ?? 0) * minutesPerMonth;
      const tokens = Math.min(found?.tokensPerMonth ?? limit, limit);
      const amount = millionTokens(
        view,
        deployments.filter((one) => one.model === model),
      );
      return { consumer: name, costCentre, model, tokens, ...(amount && { amount: times(amount, tokens / 1e6) }) };
    });
  });
}

/** A million tokens of a model: between the cheapest and the dearest kind, over its pay-as-you-go deployments. */
function millionTokens(view: PlanView, deployments: readonly DeploymentFact[]): Amount | undefined {
  const payAsYouGo = deployments.filter(({ provisioned }) => !provisioned);
  const found = payAsYouGo.flatMap((one) => tokenPriceOf(view, one) ?? []);
  if (found.length === 0) return undefined;
  const all = found.flatMap(({ input, output }) => (output > 0 ? [input, output] : [input]));
  return { low: Math.min(...all), high: Math.max(...all) };
}

/** Cost of each consumer at its limits over all its models, dearest first; what has no known price is left out. */
export function costByConsumer(costs: readonly ConsumerCost[]): { consumer: string; costCentre: string; amount: Amount }[] {
  const names = [...new Map(costs.map(({ consumer, costCentre }) => [consumer, costCentre]))];
  return names
    .map(([consumer, costCentre]) => {
      const own = costs.filter((one) => one.consumer === consumer);
      return { consumer, costCentre, amount: sum(own.flatMap(({ amount }) => amount ?? [])) };
    })
    .sort((one, other) => other.amount.high - one.amount.high);
}

/** Cost by any word of a resource, dearest first. */
export function costBy(resources: readonly ResourceCost[], key: "service" | "region"): [string, Amount][] {
  const groups = new Map<string, Amount[]>();
  for (const one of resources) groups.set(one[key], [...(groups.get(one[key]) ?? []), one.amount]);
  return [...groups]
    .map(([name, amounts]): [string, Amount] => [name, sum(amounts)])
    .sort(([, one], [, other]) => other.high - one.high);
}
