import { PriceId, hoursPerMonth, leftOut, tokenPriceSource } from "../tables/prices";
import { list, money, number, plural, sum, times } from "../words";
import { CostFacts, Overrides, costBy, costOf, overridesOf, tokenPriceOf, unitPrice, unitsPerInstance } from "./cost";
import { deploymentsOf } from "./models";
import { PlanView, numberOf } from "./planView";
import { Row, Section, section } from "./row";

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
  return { key: "tags", label: "Tags", text: list(words), spare: "silently" };
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
