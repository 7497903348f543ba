import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { ElkNode } from "elkjs/lib/elk-api";
import type { Difference } from "../difference";
import { localUrn } from "../difference/compare";
import type { DifferencePart } from "../difference/rows";
import { PlanDocument, PlanView } from "../facts/planView";
import type { Section } from "../facts/row";
import { Drawing, DrawnNode, drawingOf } from "./architecture";
import { withGone as withGoneContents } from "./contents";
import { graphOf } from "./drawing";
import { Kept } from "../../engine/kept";
import { Layouter } from "./layout";
import { pageHtml } from "./page";
import { localFolder } from "../../folders";

/** What a page is made of. */
export interface PageArgs {
  /** The plan that is shown. */
  plan: PlanDocument;
  /** The summary. */
  sections: readonly Section[];
  /** Whether the plan is that of a first deployment. */
  firstRun: boolean;
  /** Undefined when it is compared with nothing. */
  difference?: Difference;
  /** The difference in words. */
  parts?: readonly DifferencePart[];
  /** The plan that it is compared with: what is gone is drawn too. */
  before?: PlanDocument;
  /** The project's folder. */
  project: string;
}

const load = createRequire(__filename);

/** Where results that take long are kept. */
const cache = join(localFolder, "cache");

/** Makes pages. Open it while the program still runs: it then loads what takes long. */
export class PageMaker {
  private readonly layouts = new Kept(cache, "layout");
  private layouter: Layouter | undefined;

  constructor() {
    // A project that has been drawn before is seldom drawn otherwise.
    if (!this.layouts.any) this.layouter = new Layouter();
  }

  /** One self-contained document. */
  async page({ plan, before, ...rest }: PageArgs): Promise<string> {
    const view = new PlanView(plan);
    const kept = new Set(plan.resources.map(({ urn }) => localUrn(urn)));
    const former = before && new PlanView(before);
    const drawing = withGone(drawingOf(view), former && drawingOf(former), (urn) => !kept.has(localUrn(urn)));
    const [graph, script] = await Promise.all([this.laidOut(graphOf(drawing)), clientScript()]);
    const style = readFileSync(join(__dirname, "page.css"), "utf8");
    return pageHtml({ view, ...(former && { before: former }), drawing, graph, script, style, ...rest });
  }

  private async laidOut(graph: ElkNode): Promise<ElkNode> {
    const layout = () => (this.layouter ??= new Layouter()).layout(graph);
    return JSON.parse(await this.layouts.of(JSON.stringify(graph), async () => JSON.stringify(await layout()))) as ElkNode;
  }

  /** Ends the thread that lays out drawings. */
  close(): void {
    this.layouter?.close();
  }
}

/** The client's script, small enough to stand in the page. */
function clientScript(): Promise<string> {
  const file = join(__dirname, "client.ts");
  // The bundler is loaded only where no script is kept.
  return new Kept(cache, "client").of(readFileSync(file, "utf8"), () =>
    (load("./bundle") as typeof import("./bundle")).bundled(file),
  );
}

/** A drawing with the boxes of another one that it does not have itself, where their area is still there. */
function withGone(drawing: Drawing, before: Drawing | undefined, isGone: (urn: string) => boolean): Drawing {
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
    nodes: [...drawing.nodes.map((node) => withFormer(node, before, isGone)), ...gone],
    edges: [...drawing.edges, ...edges],
  };
}

/** A box with what it held before and is gone, and with the resources that it stood for. */
function withFormer(node: DrawnNode, before: Drawing, isGone: (urn: string) => boolean): DrawnNode {
  const former = before.nodes.find((one) =>
    one.urn && node.urn ? localUrn(one.urn) === localUrn(node.urn) : one.id === node.id,
  );
  if (!former) return node;
  const contents = withGoneContents(node.contents ?? [], former.contents ?? [], isGone);
  if (!node.folded) return { ...node, contents };
  return { ...node, folded: [...node.folded, ...(former.folded ?? []).filter(isGone)], contents };
}
