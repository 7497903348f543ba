import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api";
import { DrawnArea, DrawnNode, Drawing, EdgeKind } from "./architecture";
import type { Marks } from "./marks";
import { anchorOf } from "./anchors";

/** Pixels of a box: its text in the page's font at 14.5 and 12.5 px, with room to spare for other fonts. */
const boxHeight = 52;
const letter = 8.4;
const widthOf = ({ title, detail }: { title: string; detail: string }): number =>
  Math.ceil(Math.max(title.length * letter + 20, detail.length * (letter - 1.2), 96) + 28);

const layoutOptions = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.layered.spacing.nodeNodeBetweenLayers": "32",
  "elk.layered.spacing.edgeNodeBetweenLayers": "18",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "10",
  "elk.spacing.nodeNode": "18",
  "elk.spacing.edgeNode": "14",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
};
const padding = { "elk.padding": "[top=40,left=16,bottom=16,right=16]" };

/** The drawing as a graph for elkjs: areas hold areas and boxes. */
export function graphOf({ areas, nodes, edges }: Drawing): ElkNode {
  const areaNode = (area: DrawnArea): ElkNode => ({
    id: area.id,
    layoutOptions: {
      ...padding,
      "elk.nodeSize.constraints": "MINIMUM_SIZE",
      "elk.nodeSize.minimum": `(${area.title.length * 8 + 36}, 60)`,
    },
    children: [
      ...areas.filter(({ parent }) => parent === area.id).map(areaNode),
      ...nodes.filter((node) => node.area === area.id).map(box),
    ],
  });
  const box = (node: DrawnNode): ElkNode => ({ id: node.id, width: widthOf(node), height: boxHeight });
  return {
    id: "root",
    layoutOptions,
    children: [
      ...nodes.filter(({ area }) => area === undefined).map(box),
      ...areas.filter(({ parent }) => parent === undefined).map(areaNode),
    ],
    edges: edges.map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
  };
}

/** A box or an area where it stands on the drawing. */
interface Placed {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Absolute places of everything: elkjs gives them relative to the area around. */
function places(graph: ElkNode, x = 0, y = 0): Map<string, Placed> {
  const found = new Map<string, Placed>();
  for (const child of graph.children ?? []) {
    const [left, top] = [x + (child.x ?? 0), y + (child.y ?? 0)];
    found.set(child.id, { x: left, y: top, width: child.width ?? 0, height: child.height ?? 0 });
    places(child, left, top).forEach((place, id) => found.set(id, place));
  }
  return found;
}

/** Every edge with the corner from which its points are counted: that of the area that holds both ends. */
function laidEdges(graph: ElkNode): { edge: ElkExtendedEdge; container: string | undefined }[] {
  const own = (graph.edges ?? []).map((edge) => ({ edge, container: (edge as { container?: string }).container }));
  return [...own, ...(graph.children ?? []).flatMap(laidEdges)];
}

const edgeNames: Readonly<Record<EdgeKind, string>> = {
  call: "Path of a call",
  log: "Path of a log",
  link: "Private link",
  dns: "Name resolution",
};

interface DrawingProps {
  drawing: Drawing;
  /** The graph as elkjs laid it out. */
  graph: ElkNode;
  marks: Marks;
}

/** The drawing as SVG: every box is a link to what the page says of its resource. */
export function DrawingView({ drawing, graph, marks }: DrawingProps) {
  const place = places(graph);
  const kinds = new Map(drawing.edges.map(({ id, kind }) => [id, kind]));
  const [width, height] = [Math.ceil(graph.width ?? 0), Math.ceil(graph.height ?? 0)];
  return (
    <figure class="drawing">
      <div class="scroll" tabIndex={0} role="region" aria-label="Drawing of the architecture">
        <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="group" aria-label={summary(drawing)}>
          <defs>
            {Object.keys(edgeNames).map((kind) => (
              <marker
                key={kind}
                id={`arrow-${kind}`}
                class={`arrow ${kind}`}
                viewBox="0 0 8 8"
                refX="7"
                refY="4"
                markerUnits="userSpaceOnUse"
                markerWidth="10"
                markerHeight="10"
                orient="auto"
              >
                <path d="M0 0 8 4 0 8z" />
              </marker>
            ))}
          </defs>
          {drawing.areas.map(
            (area) => place.has(area.id) && <AreaBox key={area.id} area={area} place={place.get(area.id) as Placed} />,
          )}
          {laidEdges(graph).map(({ edge, container }) => {
            const from = place.get(container ?? "") ?? { x: 0, y: 0 };
            const kind = kinds.get(edge.id) ?? "link";
            return <path key={edge.id} class={`edge ${kind}`} d={pathOf(edge, from)} marker-end={`url(#arrow-${kind})`} />;
          })}
          {drawing.nodes.map(
            (node) =>
              place.has(node.id) && <NodeBox key={node.id} node={node} place={place.get(node.id) as Placed} marks={marks} />,
          )}
        </svg>
      </div>
      <figcaption>
        {(Object.keys(edgeNames) as EdgeKind[])
          .filter((kind) => drawing.edges.some((edge) => edge.kind === kind))
          .map((kind) => (
            <span key={kind} class="legend">
              <svg width="34" height="10" aria-hidden="true">
                <path class={`edge ${kind}`} d="M1 5H26" marker-end={`url(#arrow-${kind})`} />
              </svg>
              {edgeNames[kind]}
            </span>
          ))}
        {marks.any && (
          <>
            <span class="legend">
              <span class="badge added">+ added</span>
            </span>
            <span class="legend">
              <span class="badge changed">~ changed</span>
            </span>
            <span class="legend">
              <span class="badge replaced">↻ replaced</span>
            </span>
            <span class="legend">
              <span class="badge gone">− gone</span>
            </span>
          </>
        )}
        <span class="legend faint">Choose a box to see its properties, rules, cost and who may access it.</span>
      </figcaption>
    </figure>
  );
}

const summary = ({ areas, nodes, edges }: Drawing): string =>
  `${nodes.length} services in ${areas.length} areas with ${edges.length} connections`;

function pathOf(edge: ElkExtendedEdge, from: { x: number; y: number }): string {
  return (edge.sections ?? [])
    .map(({ startPoint, bendPoints = [], endPoint }) =>
      [startPoint, ...bendPoints, endPoint]
        .map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${round(x + from.x)} ${round(y + from.y)}`)
        .join(""),
    )
    .join("");
}

const round = (value: number): number => Math.round(value * 10) / 10;

function AreaBox({ area, place }: { area: DrawnArea; place: Placed }) {
  const kind = area.id.split(":")[0] ?? "";
  return (
    <g class={`area ${kind}`}>
      <rect x={place.x} y={place.y} width={place.width} height={place.height} rx="10" />
      <text x={place.x + 14} y={place.y + 25}>
        {area.title}
      </text>
    </g>
  );
}

function NodeBox({ node, place, marks }: { node: DrawnNode; place: Placed; marks: Marks }) {
  const mark = node.urn ? marks.of(node.urn) : undefined;
  const body = (
    <>
      <rect x={place.x} y={place.y} width={place.width} height={place.height} rx="7" />
      <text class="title" x={place.x + 14} y={place.y + 22}>
        {node.title}
      </text>
      <text class="detail" x={place.x + 14} y={place.y + 40}>
        {node.detail}
      </text>
      {mark && (
        <text class="mark" x={place.x + place.width - 10} y={place.y + 22} text-anchor="end">
          {mark.sign}
        </text>
      )}
    </>
  );
  const name = `${node.title}, ${node.detail}${mark ? `, ${mark.word}` : ""}`;
  if (!node.urn)
    return (
      <g class="node outside" role="img" aria-label={name}>
        {body}
      </g>
    );
  return (
    <a class={`node ${mark?.word ?? ""}`} href={`#${anchorOf(node.urn)}`} data-resource={anchorOf(node.urn)}>
      {body}
    </a>
  );
}
