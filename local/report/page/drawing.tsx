import type { ElkExtendedEdge, ElkNode, ElkPort } from "elkjs/lib/elk-api";
import { DrawnArea, DrawnNode, Drawing, EdgeKind } from "./architecture";
import { urnsOf } from "./contents";
import type { Marks } from "./marks";
import { anchorOf } from "./anchors";
import { Placed, Toggle, Unfolded } from "./unfolded";

/** Pixels of a box: its text at 14.5 px bold and 12.5 px in DejaVu Sans, which is as wide as a page's font gets. */
const boxHeight = 52;
const [titleLetter, detailLetter, margin, toggleWidth] = [9.2, 6.9, 12, 22];
const widthOf = ({ title, detail, contents = [] }: DrawnNode): number =>
  Math.ceil(Math.max(title.length * titleLetter, detail.length * detailLetter + (contents.length > 0 ? toggleWidth : 0), 64)) +
  2 * margin;

const layoutOptions = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.layered.spacing.nodeNodeBetweenLayers": "26",
  "elk.layered.spacing.edgeNodeBetweenLayers": "14",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "9",
  "elk.spacing.nodeNode": "18",
  "elk.spacing.edgeNode": "14",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
};
const padding = { "elk.padding": "[top=38,left=12,bottom=12,right=12]" };

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
  // Lines of one kind leave a box, and reach it, at one point: they are drawn as one line that parts.
  const portsOf = ({ id }: DrawnNode): ElkPort[] => {
    const outs = edges.filter(({ from }) => from === id).map(({ kind }) => `${id}>${kind}`);
    const ins = edges.filter(({ to }) => to === id).map(({ kind }) => `${kind}>${id}`);
    return [...new Set([...outs, ...ins])].map((port) => ({ id: port }));
  };
  const box = (node: DrawnNode): ElkNode => ({ id: node.id, width: widthOf(node), height: boxHeight, ports: portsOf(node) });
  return {
    id: "root",
    layoutOptions,
    children: [
      ...nodes.filter(({ area }) => area === undefined).map(box),
      ...areas.filter(({ parent }) => parent === undefined).map(areaNode),
    ],
    edges: edges.map(({ id, from, to, kind }) => ({ id, sources: [`${from}>${kind}`], targets: [`${kind}>${to}`] })),
  };
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
  const goneBoxes = new Set(drawing.nodes.filter((node) => markOf(node, marks)?.word === "gone").map(({ id }) => id));
  const goneLines = new Set(drawing.edges.filter(({ from, to }) => goneBoxes.has(from) || goneBoxes.has(to)).map(({ id }) => id));
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
            const gone = goneLines.has(edge.id) ? " gone" : "";
            return <path key={edge.id} class={`edge ${kind}${gone}`} d={pathOf(edge, from)} marker-end={`url(#arrow-${kind})`} />;
          })}
          {drawing.nodes.map(
            (node) =>
              place.has(node.id) && <NodeBox key={node.id} node={node} place={place.get(node.id) as Placed} marks={marks} />,
          )}
          <Unfolded drawing={drawing} places={place} size={{ width, height }} marks={marks} />
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
        <span class="sideways faint">The drawing can be moved sideways.</span>
        <span class="onscreen faint">
          Choose a box to see its properties, rules, cost and who may access it, or + to see what it holds.
        </span>
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
  const title = (
    <text x={place.x + margin} y={place.y + 25}>
      {area.title}
    </text>
  );
  return (
    <g class={`area ${kind}`}>
      <rect x={place.x} y={place.y} width={place.width} height={place.height} rx="10" />
      {area.urn ? (
        <a href={`#${anchorOf(area.urn)}`} data-resource={anchorOf(area.urn)}>
          {title}
        </a>
      ) : (
        title
      )}
    </g>
  );
}

const markOf = ({ folded, urn = "", contents = [] }: DrawnNode, marks: Marks) =>
  marks.ofBox(folded ?? [urn], contents.flatMap(urnsOf));

function NodeBox({ node, place, marks }: { node: DrawnNode; place: Placed; marks: Marks }) {
  const mark = markOf(node, marks);
  const body = (
    <>
      <rect x={place.x} y={place.y} width={place.width} height={place.height} rx="7" />
      <text class="title" x={place.x + margin} y={place.y + 22}>
        {node.title}
      </text>
      <text class="detail" x={place.x + margin} y={place.y + 40}>
        {node.detail}
      </text>
      {mark && (
        <g class="mark">
          <circle cx={place.x + place.width - 3} cy={place.y + 3} r="9" />
          <text x={place.x + place.width - 3} y={place.y + 8} text-anchor="middle">
            {mark.sign}
          </text>
        </g>
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
  const link = (
    <a class={`node ${mark?.word ?? ""}`} href={`#${anchorOf(node.urn)}`} data-resource={anchorOf(node.urn)}>
      {body}
    </a>
  );
  if (!node.contents?.length) return link;
  return (
    <g>
      {link}
      <Toggle node={node} place={place} />
    </g>
  );
}
