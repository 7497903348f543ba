import type { ComponentChildren } from "preact";
import type { Plan } from "../../engine/plan";
import type { CostFacts } from "../facts/cost";
import { costBy, costByConsumer } from "../facts/cost";
import type { ModelFact } from "../facts/models";
import { tokensPerUnit } from "../facts/models";
import type { PlanView } from "../facts/planView";
import type { Timeline } from "../facts/time";
import { consumersOf } from "../facts/who";
import { leftOut, prices, tokenPriceSource, tokenPrices } from "../tables/prices";
import { duration, list, money, number, percent } from "../words";
import { anchorOf } from "./anchors";
import { placeOf } from "../places";
import { Part, Table } from "./sections";
import { breakable } from "./breakable";
import { sourceOf } from "./sources";

const resourceLink = (urn: string) => (
  <a href={`#${anchorOf(urn)}`} data-resource={anchorOf(urn)}>
    {breakable(placeOf(urn))}
  </a>
);

/** Teams with what they may use, and how much of each model is promised. */
export function ConsumersView({ view, models, cost }: { view: PlanView; models: readonly ModelFact[]; cost: CostFacts }) {
  const plans = new Map((view.settings?.plans ?? []).map((plan) => [plan.name, plan]));
  return (
    <Part
      id="consumers"
      title="Consumers"
      intro="Team → Entra group → plan → models → limits. Shares are of what the pay-as-you-go deployments of a model hold together."
    >
      <Table
        caption="Consumers and their limits"
        head={[
          "Consumer",
          "Entra group",
          "Plan",
          "Model",
          "Tokens a minute",
          "Tokens a month",
          "Share of capacity",
          "A month at the limit",
          "Cost centre",
        ]}
        rows={consumersOf(view).flatMap((consumer) =>
          consumer.models.map((model, index) => {
            // Shown once, and repeated in each row for screen readers.
            const once = (text: string) => (index === 0 ? text : <span class="unseen">{text}</span>);
            const plan = plans.get(consumer.plan);
            const there = models.find((one) => one.model === model)?.tokensPerMinute ?? 0;
            const amount = cost.consumers.find((one) => one.consumer === consumer.name && one.model === model)?.amount;
            return [
              once(consumer.name),
              <code>{once(consumer.entraGroup)}</code>,
              once(consumer.plan),
              model,
              number(plan?.tokensPerMinute ?? 0),
              plan?.tokensPerMonth === undefined ? "no quota" : number(plan.tokensPerMonth),
              percent(plan?.tokensPerMinute ?? 0, there),
              amount ? money(amount) : "no price known",
              once(consumer.costCentre),
            ];
          }),
        )}
      />
      <h3>Capacity by model and region</h3>
      <Table
        caption="Promised against what there is, by model and region"
        head={["Model", "Region", "Deployment type", "Capacity", "Promised in all", "If the region were alone"]}
        rows={models.flatMap(({ model, deployments, promised }) =>
          deployments.map(({ name, location, sku, capacity, provisioned, place }) => {
            const tokens = capacity * tokensPerUnit;
            const over = !provisioned && promised > tokens;
            return [
              name === model ? model : `${model} (${name})`,
              location,
              `${sku}, ${place}`,
              provisioned ? `${number(capacity)} provisioned units` : `${number(tokens)} tokens a minute`,
              `${number(promised)} tokens a minute`,
              provisioned ? (
                "not counted in tokens"
              ) : (
                <span class={over ? "warn" : ""}>{`${percent(promised, tokens)}${over ? ", oversubscribed" : ""}`}</span>
              ),
            ];
          }),
        )}
      />
    </Part>
  );
}

/** What the rules found: each with its reason, the resource and where to mend it. */
export function RulesView({ rules, project }: { rules: Plan["rules"]; project: string }) {
  const broken = new Set([...rules.violations, ...rules.exempted].map(({ rule }) => rule)).size;
  return (
    <Part id="rules" title="Rules" intro={`${rules.evaluated} rules were applied; ${rules.evaluated - broken} found nothing.`}>
      {rules.violations.length === 0 && <p class="nothing">No rule is broken.</p>}
      {rules.violations.length > 0 && (
        <Table
          caption="Broken rules"
          head={["Rule", "Level", "Severity", "Resource", "Reason", "Where to change it"]}
          rows={rules.violations.map(({ rule, level, severity, urn, message }) => [
            rule,
            <span class={level === "mandatory" ? "warn" : ""}>{level}</span>,
            severity,
            resourceLink(urn),
            breakable(message),
            <code>{breakable(sourceOf(urn, project))}</code>,
          ])}
        />
      )}
      {rules.exempted.length > 0 && (
        <>
          <h3>Exemptions</h3>
          <Table
            caption="Exemptions"
            head={["Rule", "Severity", "Resource", "Finding, reason and end", "Where it is allowed"]}
            rows={rules.exempted.map(({ rule, severity, urn, message }) => [
              rule,
              severity,
              resourceLink(urn),
              breakable(message),
              <code>policies/exemptions.json</code>,
            ])}
          />
        </>
      )}
    </Part>
  );
}

/** The estimate, by service, region, resource and consumer, with the prices that it rests on. */
export function CostView({ cost }: { cost: CostFacts }) {
  const by = (key: "service" | "region") => costBy(cost.resources, key).map(([name, amount]) => [name, money(amount)]);
  return (
    <Part
      id="cost"
      title="Cost"
      intro={`${money(cost.fixed)} a month whether it is used or not, and ${money(cost.atLimits)} when all consumers use what they may. List prices in US dollars; ranges where sources differ. Left out: ${list(leftOut)}.`}
    >
      <div class="columns">
        <div>
          <h3>By service</h3>
          <Table caption="Fixed cost by service" head={["Service", "A month"]} rows={by("service")} />
        </div>
        <div>
          <h3>By region</h3>
          <Table caption="Fixed cost by region" head={["Region", "A month"]} rows={by("region")} />
        </div>
        <div>
          <h3>By consumer, at the limits</h3>
          <Table
            caption="Cost of consumers at their limits"
            head={["Consumer", "Cost centre", "A month"]}
            rows={costByConsumer(cost.consumers).map(({ consumer, costCentre, amount }) => [consumer, costCentre, money(amount)])}
          />
        </div>
      </div>
      <details>
        <summary>By resource</summary>
        <Table
          caption="Fixed cost by resource"
          head={["Resource", "Service", "Region", "A month", "How it is counted"]}
          rows={cost.resources.map(({ urn, service, region, amount, how }) => [
            resourceLink(urn),
            service,
            region,
            money(amount),
            how,
          ])}
        />
      </details>
      <details>
        <summary>Prices and their sources</summary>
        <Table
          caption="Prices"
          head={["Price", "What for", "US dollars", "Region", "Day", "Source"]}
          rows={[
            ...Object.entries(prices).map(([id, one]) => [
              <code>{id}</code>,
              one.what,
              money(one),
              one.region,
              "date" in one ? one.date : "",
              one.source,
            ]),
            ...Object.entries(tokenPrices).map(([model, { input, output }]) => [
              <code>{`${model}.input, ${model}.output`}</code>,
              "a million tokens of a global deployment; 10 % more in a data zone or region",
              `$${number(input)}, $${number(output)}`,
              "global",
              tokenPriceSource.date,
              tokenPriceSource.source,
            ]),
          ]}
        />
      </details>
    </Part>
  );
}

/** Steps that are shown take at least so long, or delay the deployment. */
const shownSeconds = 20;

/** One line of the timeline: a step, or all steps of a type that nothing waits for. */
interface Lane {
  title: ComponentChildren;
  start: number;
  /** Seconds of its longest step. */
  longest: number;
  /** When something of it is made. */
  spans: { start: number; end: number }[];
  critical: boolean;
}

/** Steps that overlap, or follow at once, as one. */
function spansOf(steps: Timeline["steps"]): Lane["spans"] {
  const spans: Lane["spans"] = [];
  for (const { start, end } of [...steps].sort((one, other) => one.start - other.start)) {
    const last = spans.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return spans;
}

/** The steps on the critical path one by one, the others by type. */
function lanesOf(steps: Timeline["steps"]): Lane[] {
  const long = steps.filter(({ start, end, critical }) => end - start >= shownSeconds || (critical && end > start));
  const groups = new Map<string, Timeline["steps"]>();
  for (const step of long) {
    const key = step.critical ? step.urn : step.type;
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  return [...groups.values()]
    .map((group): Lane => {
      const [first] = group as [Timeline["steps"][number]];
      const title = group.length > 1 ? breakable(`${group.length} × ${first.type}`) : resourceLink(first.urn);
      const longest = Math.max(...group.map(({ start, end }) => end - start));
      const spans = spansOf(group);
      return { title, start: spans[0]?.start ?? 0, longest, spans, critical: first.critical };
    })
    .sort((one, other) => one.start - other.start || other.longest - one.longest);
}

/** When each resource of a first deployment is made. */
export function TimelineView({ timeline: { steps, seconds, criticalPath } }: { timeline: Timeline }) {
  const share = (value: number) => `${Math.round((value / Math.max(seconds, 1)) * 10000) / 100}%`;
  const path = criticalPath.filter(({ start, end }) => end - start >= shownSeconds).map(({ name }) => name);
  return (
    <Part
      id="timeline"
      title="First deployment"
      intro={`About ${duration(seconds)}. What makes a step of the critical path later makes the deployment later: ${path.join(" → ")}. Steps of one type stand together with the time of the longest; shorter ones than ${shownSeconds} s are not shown.`}
    >
      <Table
        caption="Timeline of a first deployment"
        className="gantt"
        head={["What is made", "Begins after", "Takes", "Timeline"]}
        rows={lanesOf(steps).map(({ title, start, longest, spans, critical }) => [
          title,
          duration(start),
          `${duration(longest)}${critical ? ", critical" : ""}`,
          <span class="lane">
            {spans.map((span) => (
              <span
                key={span.start}
                class={`bar${critical ? " critical" : ""}`}
                style={{ left: share(span.start), width: share(span.end - span.start) }}
              />
            ))}
          </span>,
        ])}
      />
    </Part>
  );
}
