import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Difference } from "../difference";
import type { DifferencePart } from "../difference/rows";
import { PlanDocument, PlanView } from "../facts/planView";
import type { Section } from "../facts/row";
import { Drawing, drawingOf } from "./architecture";
import { bundled } from "./bundle";
import { graphOf } from "./drawing";
import { Layouter } from "./layout";
import { pageHtml } from "./page";

/** What a page is made of. */
export interface PageArgs {
  plan: PlanDocument;
  sections: readonly Section[];
  firstRun: boolean;
  difference?: Difference;
  parts?: readonly DifferencePart[];
  /** The plan that it is compared with: what is gone is drawn too. */
  before?: PlanDocument;
  /** The project's folder. */
  project: string;
}

/** Makes pages. Open it while the program still runs: it then loads what takes long. */
export class PageMaker {
  private readonly layouter = new Layouter();
  private readonly script = bundled(join(__dirname, "client.ts"));

  constructor() {
    // Whoever makes the page is told.
    this.script.catch(() => undefined);
  }

  /** One self-contained document. */
  async page({ plan, before, ...rest }: PageArgs): Promise<string> {
    const view = new PlanView(plan);
    const drawing = withGone(drawingOf(view), before && drawingOf(new PlanView(before)));
    const [graph, script] = await Promise.all([this.layouter.layout(graphOf(drawing)), this.script]);
    const style = readFileSync(join(__dirname, "page.css"), "utf8");
    return pageHtml({ view, drawing, graph, script, style, ...rest });
  }

  close(): void {
    this.layouter.close();
  }
}

/** A drawing with the boxes of another one that it does not have itself, where their area is still there. */
function withGone(drawing: Drawing, before: Drawing | undefined): Drawing {
  if (!before) return drawing;
  const key = (urn: string | undefined, id: string) => (urn ?? id).split("::").slice(2).join("::") || id;
  const known = new Set(drawing.nodes.map(({ id, urn }) => key(urn, id)));
  const gone = before.nodes.filter(({ id, urn }) => !known.has(key(urn, id)));
  const ids = new Set([...drawing.nodes, ...gone].map(({ id }) => id));
  const areas = new Set(drawing.areas.map(({ id }) => id));
  const added = before.areas.filter(({ id }) => !areas.has(id) && gone.some(({ area }) => area === id));
  const edges = before.edges.filter(
    ({ id, from, to }) =>
      !drawing.edges.some((edge) => edge.id === id) &&
      ids.has(from) &&
      ids.has(to) &&
      gone.some((node) => node.id === from || node.id === to),
  );
  return {
    areas: [
      ...drawing.areas,
      ...added.map(({ id, title, parent }) => ({ id, title, ...(parent && areas.has(parent) && { parent }) })),
    ],
    nodes: [...drawing.nodes, ...gone],
    edges: [...drawing.edges, ...edges],
  };
}
