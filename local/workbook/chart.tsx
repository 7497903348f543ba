import { number } from "../report/words";
import { Answer } from "./content";

/** Size of the drawing and of the room for its axes, in pixels. */
const size = { width: 920, height: 220, left: 70, right: 12, top: 12, bottom: 28 } as const;

/** Dash patterns of the lines, so that colour is not all that tells them apart. */
const dashes = ["", "6 3", "2 3", "8 3 2 3"];

interface Point {
  at: number;
  value: number;
}

/** The first number that a chart draws, by the text of a row's first other column, over time: as a workbook chooses them. */
function seriesOf({ columns, rows }: Answer): { name: string; lines: Map<string, Point[]> } {
  const time = columns.find(({ type }) => type === "datetime")?.name ?? "";
  const text = columns.find(({ type }) => type === "string")?.name ?? "";
  const value = columns.find(({ type }) => ["long", "int", "real"].includes(type))?.name ?? "";
  const lines = new Map<string, Point[]>();
  for (const row of rows) {
    const name = String(row[text] ?? "") || "(none)";
    lines.set(name, [...(lines.get(name) ?? []), { at: Date.parse(String(row[time])), value: Number(row[value] ?? 0) }]);
  }
  return { name: value, lines };
}

/** A time chart with the line across it from which on somebody should look. */
export function Chart({ answer, title, threshold }: { answer: Answer; title: string; threshold: number | undefined }) {
  const { name, lines } = seriesOf(answer);
  const points = [...lines.values()].flat();
  const times = points.map(({ at }) => at);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const moments = [...new Set(times)].sort((one, other) => one - other);
  const most = niceTop(Math.max(threshold ?? 0, ...points.map(({ value }) => value)) * 1.05);
  const x = (at: number) => size.left + ((at - first) / Math.max(1, last - first)) * (size.width - size.left - size.right);
  const y = (value: number) => size.height - size.bottom - (value / most) * (size.height - size.top - size.bottom);
  const path = (line: readonly Point[]) =>
    [...line]
      .sort((one, other) => one.at - other.at)
      .map(({ at, value }, index) => `${index === 0 ? "M" : "L"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`)
      .join(" ");
  return (
    <figure>
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={`${title}: ${name} of ${[...lines.keys()].join(", ")}`}
      >
        {[0, most / 4, most / 2, (3 * most) / 4, most].map((value) => (
          <g key={value}>
            <line class="grid" x1={size.left} x2={size.width - size.right} y1={y(value)} y2={y(value)} />
            <text x={size.left - 8} y={y(value) + 4} text-anchor="end">
              {number(value)}
            </text>
          </g>
        ))}
        {[0, 1, 2, 3, 4].map((step) => {
          const at = moments[Math.round(((moments.length - 1) * step) / 4)] ?? first;
          const anchor = step === 0 ? "start" : step === 4 ? "end" : "middle";
          return (
            <text key={step} x={x(at)} y={size.height - 8} text-anchor={anchor}>
              {new Date(at).toISOString().slice(5, 16).replace("T", " ")}
            </text>
          );
        })}
        {threshold !== undefined && (
          <g class="threshold">
            <line x1={size.left} x2={size.width - size.right} y1={y(threshold)} y2={y(threshold)} />
            <text x={size.width - size.right - 4} y={y(threshold) - 5} text-anchor="end">
              alert above {number(threshold)}
            </text>
          </g>
        )}
        {[...lines].map(([key, line], index) => (
          <path key={key} class={`line line${index % 4}`} d={path(line)} stroke-dasharray={dashes[index % 4]} />
        ))}
      </svg>
      <figcaption>
        {name}:{" "}
        {[...lines.keys()].map((key, index) => (
          <span key={key} class={`key line${index % 4}`}>
            <svg width="26" height="8" aria-hidden="true">
              <path class={`line line${index % 4}`} d="M0 4 L26 4" stroke-dasharray={dashes[index % 4]} />
            </svg>{" "}
            {key}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

/** The next 1, 2, 4 or 8 times a power of ten, so that a quarter of it is a round number. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return ([1, 2, 4, 8, 10].find((step) => step * power >= value) ?? 10) * power;
}
