import type { PlanResource } from "../../engine/plan";
import {
  PriceId,
  TokenPrice,
  hoursPerMonth,
  leftOut,
  prices,
  serviceUnitPrice,
  tokenPriceSource,
  tokenPrices,
  typeFactor,
} from "../tables/prices";
import { Amount, list, money, number, plural, sum, times } from "../words";
import { DeploymentFact, deploymentsOf } from "./models";
import { PlanView, listOf, numberOf, plainType, textOf } from "./planView";
import { Row, Section, section } from "./row";

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
type Overrides = Readonly<Record<string, number>>;

const overridesOf = ({ settings }: PlanView): Overrides => settings?.prices ?? {};

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
const unitsPerInstance = 10;

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

function unitPrice(id: PriceId, overrides: Overrides): Amount {
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

/** The cost a month: fixed, a million tokens, and the consumers at their limits. */
export function cost(view: PlanView): Section {
  const found = costOf(view);
  return section("cost", [
    fixedRow(found),
    scaleRow(view),
    tokenRow(view),
    logRow(overridesOf(view)),
    ...(view.settings ? [limitRow(found)] : []),
    budgetRow(view),
    ...(view.settings ? [tagsRow(view.settings.tags)] : []),
    {
      key: "left-out",
      label: "Left out",
      minor: true,
      text: `${list(leftOut)}; prices in US dollars, models of ${tokenPriceSource.date}, all dated in the page`,
    },
  ]);
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

function fixedRow({ fixed, resources }: CostFacts): Row {
  const services = costBy(resources, "service");
  const words = (some: typeof services) => some.map(([service, amount]) => `${service} ${money(amount)}`).join(", ");
  const text = `${money(fixed)}: ${words(services)}`;
  const dearest = services.length > onScreen + 1 ? services.slice(0, onScreen) : services;
  const others = services.slice(dearest.length).map(([, amount]) => amount);
  const rest = others.length > 0 ? `, ${others.length} others ${money(sum(others))}` : "";
  return { key: "fixed", label: "Fixed", text, brief: `${money(fixed)}: ${words(dearest)}${rest}` };
}

/** Parts of a cost that a screen names; a file has them all. */
const onScreen = 3;

/** What the gateway may cost more when it scales out. */
function scaleRow(view: PlanView): Row {
  const gateways = view.all("network:ApplicationGateway").map(({ inputs }) => {
    const [min, max] = ["minCapacity", "maxCapacity"].map((key) => numberOf(inputs, `autoscaleConfiguration.${key}`));
    return { more: Math.max((max ?? 0) - (min ?? 0), 0), max: max ?? 0 };
  });
  const [more, max] = [gateways.reduce((all, one) => all + one.more, 0), gateways.reduce((all, one) => all + one.max, 0)];
  const unit = unitPrice("capacityUnitHour", overridesOf(view));
  const text = `up to ${money(times(unit, more * unitsPerInstance * hoursPerMonth))} more with Application Gateway at ${max} instances`;
  return { key: "scale", label: "Scaled out", text, minor: true };
}

const dollars = (usd: number): string => money({ low: usd, high: usd });

function tokenRow(view: PlanView): Row {
  const kinds = new Map<string, { words: string; price: number }>();
  for (const one of deploymentsOf(view).filter(({ provisioned }) => !provisioned)) {
    const found = tokenPriceOf(view, one);
    const words = found
      ? `${dollars(found.input)} in${found.output > 0 ? `, ${dollars(found.output)} out` : ""}`
      : "no price known";
    kinds.set(`${one.model} ${one.sku}`, { words, price: found ? Math.max(found.input, found.output) : Infinity });
  }
  const said = (some: readonly [string, { words: string }][]) => some.map(([kind, { words }]) => `${kind} ${words}`).join("; ");
  const byName = [...kinds].sort(([one], [other]) => (one < other ? -1 : 1));
  const dearest = [...byName].sort(([, one], [, other]) => other.price - one.price).slice(0, onScreen);
  const rest = byName.length > onScreen + 1 ? `; ${byName.length - onScreen} cheaper ones` : "";
  return {
    key: "tokens",
    label: "Per million tokens",
    text: said(byName) || "nothing is paid by the token",
    brief: (rest ? `${said(dearest)}${rest}` : said(byName)) || "nothing is paid by the token",
  };
}

function logRow(overrides: Overrides): Row {
  const each = (id: PriceId) => money(unitPrice(id, overrides));
  return {
    key: "log-prices",
    label: "Per GB of logs",
    minor: true,
    text: `${each("logIngestionGb")} written, ${each("logRetentionGbMonth")} a month to query, ${each("logArchiveGbMonth")} archived, ${each("logExportGb")} exported`,
  };
}

function limitRow({ atLimits, consumers, unpriced }: CostFacts): Row {
  const names = new Set(consumers.map(({ consumer }) => consumer)).size;
  const missing = unpriced.length > 0 ? `; no price known of ${list(unpriced)}` : "";
  return {
    key: "limits",
    label: "At the limits",
    text: `${money(atLimits)} for ${plural(names, "consumer")} at all limits, from input only to output only${missing}`,
    brief: `${money(atLimits)} more for ${plural(names, "consumer")} at all limits${missing}`,
  };
}

/** What the bill can be split by. */
function tagsRow(tags: Readonly<Record<string, string>>): Row {
  const words = Object.entries(tags).map(([name, value]) => `${name}: ${value}`);
  return { key: "tags", label: "Tags", text: list(words), minor: true };
}

function budgetRow(view: PlanView): Row {
  const budget = view.one("consumption:Budget");
  const emails = view.settings?.budget?.contactEmails ?? [];
  const start = view.settings?.budget?.startDate;
  const text = budget
    ? `${number(numberOf(budget.inputs, "amount"))} a month${start ? ` from ${start}` : ""}, told to ${list(emails)}`
    : "none: nobody is told when it costs more";
  return { key: "budget", label: "Budget", text };
}
