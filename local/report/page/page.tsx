import type { ElkNode } from "elkjs/lib/elk-api";
import type { Difference } from "../difference";
import type { DifferencePart } from "../difference/rows";
import { CostFacts, costOf } from "../facts/cost";
import { ModelFact, modelsOf } from "../facts/models";
import type { PlanView } from "../facts/planView";
import { waysOf } from "../facts/reachable";
import type { Section } from "../facts/row";
import { Timeline, timeline as timelineOf } from "../facts/time";
import { headingOf, totals } from "../heading";
import { duration, money, number, plural } from "../words";
import type { Drawing } from "./architecture";
import { ConsumersView, CostView, RulesView, TimelineView } from "./details";
import { DrawingView } from "./drawing";
import { exposureOf } from "./exposure";
import { marksOf } from "./marks";
import { ResourcesView } from "./resources";
import { documentOf } from "./shell";
import { DifferenceView, ExposureView, Part, Summary } from "./sections";
import { Pictured, WorkbooksView, picturedWorkbooks } from "./workbooks";

/** All that the page shows. */
export interface PageProps {
  /** The plan, by type. */
  view: PlanView;
  /** The summary. */
  sections: readonly Section[];
  /** Whether the plan is that of a first deployment. */
  firstRun: boolean;
  /** The plan that it is compared with, by type. */
  before?: PlanView;
  /** Undefined when it is compared with nothing. */
  difference?: Difference;
  /** The difference in words. */
  parts?: readonly DifferencePart[];
  /** What is drawn. */
  drawing: Drawing;
  /** The drawing as elkjs laid it out. */
  graph: ElkNode;
  /** The client's script, as text. */
  script: string;
  /** The style sheet, as text. */
  style: string;
  /** The project's folder, to say where something is made. */
  project: string;
}

/** The page as one document. */
export function pageHtml(props: PageProps): string {
  const title = headingOf(props.view.plan, props);
  return documentOf({ title, style: props.style, script: props.script, children: <Page title={title} {...props} /> });
}

/** The page with what several parts of it show, computed once. */
interface Estimated extends PageProps {
  cost: CostFacts;
  timeline: Timeline;
  models: readonly ModelFact[];
  workbooks: readonly Pictured[];
}

function Page({ title, ...given }: PageProps & { title: string }) {
  const { view, project } = given;
  const estimates = { cost: costOf(view), timeline: timelineOf(view), models: modelsOf(view) };
  const props: Estimated = { ...given, ...estimates, workbooks: picturedWorkbooks(view, project) };
  return (
    <>
      <header>
        <h1>{title}</h1>
        <p class="faint">{totals(props.view.plan)}</p>
        <Verdicts {...props} />
      </header>
      <Navigation {...props} />
      <Content {...props} />
      <footer>
        Made from plan.json by npm run preview, without Azure. Prices and durations are estimates with dated sources.
      </footer>
      <dialog id="panel" aria-labelledby="panel-title">
        <div class="panel-head">
          <h2 id="panel-title">Resource</h2>
          <button type="button" id="panel-close">
            Close
          </button>
        </div>
        <div id="panel-content" />
      </dialog>
    </>
  );
}

const links: readonly (readonly [id: string, title: string])[] = [
  ["summary", "Summary"],
  ["architecture", "Architecture"],
  ["exposure", "Exposure"],
  ["consumers", "Consumers"],
  ["rules", "Rules"],
  ["cost", "Cost"],
  ["timeline", "First deployment"],
  ["workbooks", "Workbooks"],
  ["resources", "Resources"],
];

function Navigation({ parts, workbooks }: Estimated) {
  const all = [...(parts ? [["difference", "Difference"] as const] : []), ...links].filter(
    ([id]) => id !== "workbooks" || workbooks.length > 0,
  );
  return (
    <nav aria-label="Parts of the page">
      <ul>
        {all.map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The figures that a reviewer asks for first: of a difference what it loses and opens, then five of the plan. */
function Verdicts({ view, difference, cost, timeline, models }: Estimated) {
  const { violations, evaluated } = view.plan.rules;
  const mandatory = violations.filter(({ level }) => level === "mandatory").length;
  const open = waysOf(view).filter(
    ({ direction, from }) => direction === "in" && (from.startsWith("Internet") || from === "*"),
  ).length;
  const over = models.filter(({ promised, tokensPerMinute }) => tokensPerMinute > 0 && promised > tokensPerMinute).length;
  const figures: [string, string, boolean][] = [
    ...(difference ? changeFigures(difference) : []),
    [mandatory > 0 ? `${mandatory} broken` : "All hold", `mandatory rules of ${evaluated}`, mandatory > 0],
    [open > 0 ? `${open} from the Internet` : "None from the Internet", "ways in", open > 0],
    [over > 0 ? `${over} oversubscribed` : "Enough for all", "models against limits", over > 0],
    [money(cost.fixed), "fixed cost a month", false],
    [duration(timeline.seconds), "first deployment", false],
  ];
  return (
    <ul class="verdicts">
      {figures.map(([text, label, alarm]) => (
        <li key={label} class={alarm ? "alarm" : ""}>
          <b>{text}</b>
          <span>{label}</span>
        </li>
      ))}
    </ul>
  );
}

/** What of a difference must be accepted. */
function changeFigures({ replaced, deleted, opened }: Difference): [string, string, boolean][] {
  const lost = [...replaced, ...deleted].filter(({ stateful }) => stateful).length;
  const ways = opened.filter(({ direction }) => direction === "in").length;
  return [
    [lost > 0 ? `${number(lost)} with data` : "Nothing with data", "replaced or deleted", lost > 0],
    [ways > 0 ? plural(ways, "new way in", "new ways in") : "No new way in", "against the other plan", ways > 0],
  ];
}

function Content(props: Estimated) {
  const { view, before, sections, difference, parts, drawing, graph, project, cost, timeline, models, workbooks } = props;
  const marks = marksOf(difference);
  return (
    <main id="main" tabIndex={-1}>
      {parts && <DifferenceView parts={parts} />}
      <Summary sections={sections} />
      <Part
        id="architecture"
        title="Architecture"
        intro="Drawn from the plan. What a service holds is folded into it: choose a box to see it."
      >
        <DrawingView drawing={drawing} graph={graph} marks={marks} />
      </Part>
      <ExposureView exposure={exposureOf(view)} />
      <ConsumersView view={view} models={models} cost={cost} />
      <RulesView rules={view.plan.rules} project={project} />
      <CostView cost={cost} />
      <TimelineView timeline={timeline} />
      {workbooks.length > 0 && <WorkbooksView workbooks={workbooks} />}
      <ResourcesView view={view} cost={cost} timeline={timeline} marks={marks} difference={difference} before={before} />
    </main>
  );
}
