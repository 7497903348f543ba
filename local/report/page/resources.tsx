import type { PlanResource } from "../../engine/plan";
import type { CostFacts } from "../facts/cost";
import type { PlanView } from "../facts/planView";
import { azureName, plainType, sameId, textOf } from "../facts/planView";
import type { Timeline } from "../facts/time";
import { rolesOf } from "../facts/who";
import type { Difference } from "../difference";
import { duration, list, money, number } from "../words";
import { anchorOf } from "./anchors";
import type { Marks } from "./marks";
import { Part } from "./sections";

interface ResourcesProps {
  view: PlanView;
  cost: CostFacts;
  timeline: Timeline;
  marks: Marks;
  difference: Difference | undefined;
  /** The plan that it is compared with. */
  before: PlanView | undefined;
}

/** Everything that the page knows of each resource, also what the drawing folds. */
export function ResourcesView(props: ResourcesProps) {
  const resources = props.view.custom();
  const known = knowledge(props);
  return (
    <Part id="resources" title="Resources" intro="Every resource of the plan; secrets are not shown.">
      <label class="filter">
        Show only <input type="search" id="filter" placeholder="name or type" autocomplete="off" />
      </label>
      <p id="shown" role="status" class="faint">{`${resources.length} resources`}</p>
      <div id="all-resources" class="entries">
        {resources.map((resource) => (
          <Entry key={resource.urn} resource={resource} facts={known(resource)} marks={props.marks} />
        ))}
      </div>
      <Gone {...props} />
    </Part>
  );
}

/** What only the plan before has, as it was. */
function Gone({ before, difference, marks }: ResourcesProps) {
  const urns = new Set(difference?.deleted.map(({ urn }) => urn));
  const gone = before?.custom().filter(({ urn }) => urns.has(urn)) ?? [];
  if (gone.length === 0) return null;
  return (
    <>
      <h3>Gone</h3>
      <div id="gone-resources" class="entries">
        {gone.map((resource) => (
          <Entry key={resource.urn} resource={resource} facts={resource.id ? [["Id in Azure", resource.id]] : []} marks={marks} />
        ))}
      </div>
    </>
  );
}

type Fact = [label: string, text: string];

/** Children, cost, time, rules and access of a resource. */
function knowledge({ view, cost, timeline, difference }: ResourcesProps): (resource: PlanResource) => Fact[] {
  const [roles, steps] = [rolesOf(view), new Map(timeline.steps.map((step) => [step.urn, step]))];
  const scopes = new Map(view.all("authorization:RoleAssignment").map(({ urn, inputs }) => [urn, textOf(inputs, "scope")]));
  return ({ urn, id = "", name, options, dependencies }) => {
    const paid = cost.resources.find((one) => one.urn === urn);
    const step = steps.get(urn);
    const found = [...view.plan.rules.violations, ...view.plan.rules.exempted].filter((one) => one.urn === urn);
    const access = roles.filter((role) => id !== "" && sameId(scopes.get(role.urn) ?? "", id));
    const children = view.within(id);
    const changes = difference?.changed.filter((one) => one.urn === urn).map(({ property }) => property) ?? [];
    const facts: (Fact | undefined)[] = [
      id && id !== name ? ["Id in Azure", id] : undefined,
      children.length > 0 ? ["Holds", list(children.map((one) => `${azureName(one)} (${plainType(one.type)})`))] : undefined,
      paid ? ["Cost a month", `${money(paid.amount)}: ${paid.how}`] : undefined,
      step
        ? [
            "Made",
            `${duration(step.start)} after the beginning, in ${duration(step.end - step.start)}${step.critical ? ", on the critical path" : ""}`,
          ]
        : undefined,
      ["Rules", found.length > 0 ? found.map(({ rule, message }) => `${rule}: ${message}`).join("; ") : "none is broken here"],
      access.length > 0
        ? ["Access", access.map(({ principal, role, reason }) => `${principal}: ${role} (${reason})`).join("; ")]
        : undefined,
      options.protect ? ["Protection", "Pulumi refuses to delete it"] : undefined,
      changes.length > 0 ? ["Changes", list(changes)] : undefined,
      dependencies.length > 0 ? ["Waits for", list(dependencies.map((one) => one.split("::").at(-1) ?? one))] : undefined,
    ];
    return facts.filter((fact): fact is Fact => fact !== undefined);
  };
}

/** Longest text that is shown whole, and how much of a longer one. */
const [longest, beginning] = [400, 240];

/** Policies, queries and workbooks are files of their own size. */
const shortened = (_key: string, value: unknown): unknown =>
  typeof value === "string" && value.length > longest
    ? `${value.slice(0, beginning)}… (${number(value.length)} characters, in full in plan.json)`
    : value;

function Entry({ resource, facts, marks }: { resource: PlanResource; facts: Fact[]; marks: Marks }) {
  const mark = marks.of(resource.urn);
  return (
    <details id={anchorOf(resource.urn)} class="resource">
      <summary>
        <b>{resource.name}</b> <span class="faint">{plainType(resource.type)}</span>
        {mark && <span class={`badge ${mark.word}`}>{`${mark.sign} ${mark.word}`}</span>}
      </summary>
      <dl>
        {facts.map(([label, text]) => (
          <div key={label} class="fact">
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <pre tabIndex={0} aria-label={`Properties of ${resource.name}`}>
        {JSON.stringify(resource.inputs, shortened, 1)}
      </pre>
    </details>
  );
}
