import type { Drawing, DrawnNode } from "./architecture";
import { anchorOf } from "./anchors";
import { urnsOf } from "./contents";
import type { Marks } from "./marks";

/** A box or an area where it stands on the drawing. */
export interface Placed {
  /** Pixels from the left edge of the drawing. */
  x: number;
  /** Pixels from its upper edge. */
  y: number;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
}

const [line, edge, letter] = [22, 8, 7.3];

const idOf = (node: DrawnNode): string => `inside-${anchorOf(`::::${node.id}`)}`;

/** The button in the corner of a box that shows what the box holds. */
export function Toggle({ node, place }: { node: DrawnNode; place: Placed }) {
  const [x, y] = [place.x + place.width - 24, place.y + place.height - 23];
  return (
    <g
      class="toggle"
      role="button"
      tabIndex={0}
      aria-expanded="false"
      aria-label={`Show what ${node.title}, ${node.detail}, holds`}
      data-opens={idOf(node)}
    >
      <rect x={x} y={y} width={18} height={17} rx={4} />
      <path d={`M${x + 5} ${y + 8.5}h8`} />
      <path class="upright" d={`M${x + 9} ${y + 4.5}v8`} />
    </g>
  );
}

/** Where the list of a box stands: below it, or above where there is no room. */
function listPlace(node: DrawnNode, place: Placed, size: { width: number; height: number }): Placed {
  const contents = node.contents ?? [];
  const longest = Math.max(...contents.map(({ text }) => text.length + 2));
  const width = Math.max(place.width, Math.ceil(longest * letter) + 2 * edge + 8);
  const height = contents.length * line + 2 * edge;
  const below = place.y + place.height + 2;
  const y = below + height <= size.height ? below : Math.max(place.y - height - 2, 2);
  return { x: Math.max(Math.min(place.x, size.width - width - 4), 2), y, width, height };
}

/** What the boxes hold, each list shown when its box is unfolded. */
export function Unfolded(props: {
  drawing: Drawing;
  places: ReadonlyMap<string, Placed>;
  size: { width: number; height: number };
  marks: Marks;
}) {
  return (
    <>
      {props.drawing.nodes.map((node) => {
        const place = props.places.get(node.id);
        if (!place || !node.contents?.length) return null;
        return <List key={node.id} node={node} place={listPlace(node, place, props.size)} marks={props.marks} />;
      })}
    </>
  );
}

function List({ node, place, marks }: { node: DrawnNode; place: Placed; marks: Marks }) {
  return (
    <g class="inside" id={idOf(node)}>
      <rect class="list" x={place.x} y={place.y} width={place.width} height={place.height} rx="7" />
      {(node.contents ?? []).map((content, index) => {
        const { text, urn, several } = content;
        const mark = marks.ofAll(urnsOf(content));
        const y = place.y + edge + index * line;
        const target = urn
          ? { href: `#${anchorOf(urn)}`, "data-resource": anchorOf(urn) }
          : { href: "#resources", "data-filter": several?.type };
        return (
          <a key={index} class={`content ${mark?.word ?? ""}`} {...target}>
            <rect x={place.x + 4} y={y} width={place.width - 8} height={line} rx="4" />
            <text x={place.x + edge + 4} y={y + 15.5}>
              {mark ? `${mark.sign} ${text}` : text}
            </text>
          </a>
        );
      })}
    </g>
  );
}
