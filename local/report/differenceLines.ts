import type { DifferencePart } from "./difference/rows";
import type { Row } from "./facts/row";
import type { Style } from "./style";
import { wrapped } from "./wrapped";

/** Lines that a difference takes of a screen, as long as they are not all alarms. */
const mostLines = 42;

/** A part with the rows that a screen has room for. */
interface Shown {
  title: string;
  rows: Row[];
  labelWidth: number;
  /** How many rows are only counted. */
  hidden: number;
}

/** The difference for a terminal: each part under its title. A file has every row; on a screen the longest parts count their last ones, but for alarms. */
export function differenceLines(parts: readonly DifferencePart[], style: Style, width: number | undefined): string[] {
  const [first] = parts;
  const [only] = first?.rows ?? [];
  if (first && parts.length === 1 && only?.text === "")
    return [style.good(`${only.label} ${first.title.slice(0, 1).toLowerCase()}${first.title.slice(1)}.`), ""];
  const shown = parts.map((part) => shownOf(part, width));
  if (width !== undefined) foldTo(shown, (row, { labelWidth }) => rowLines(row, labelWidth, style, width).length);
  return shown.flatMap((part) => partLines(part, style, width));
}

function shownOf({ title, rows }: DifferencePart, width: number | undefined): Shown {
  const longest = Math.max(...rows.map(({ label }) => label.length));
  const labelWidth = Math.min(longest, width === undefined ? Infinity : Math.floor(width / 3));
  return { title, rows: [...rows], labelWidth, hidden: 0 };
}

/** Lines of a row. */
type Height = (row: Row, part: Shown) => number;

/** Values of properties, which facts and counts above them stand for. */
const isValue = ({ key, alarm }: Row): boolean => key.startsWith("changed:") && !alarm;

const isNoAlarm = ({ alarm }: Row): boolean => !alarm;

/** Counts rows of the longest parts, one after another, until there is room for the rest: first values of properties. Each part keeps one row. */
function foldTo(parts: readonly Shown[], heightOf: Height): void {
  // With title, count and the line below.
  const linesOf = (part: Shown) => part.rows.reduce((lines, row) => lines + heightOf(row, part), part.hidden > 0 ? 3 : 2);
  const total = () => parts.reduce((lines, part) => lines + linesOf(part), 0);
  while (total() > mostLines && (countOne(parts, heightOf, isValue) || countOne(parts, heightOf, isNoAlarm)));
}

/** Counts one such row of the longest part that has one: the longest, the last among those that are as long. */
function countOne(parts: readonly Shown[], heightOf: Height, may: (row: Row) => boolean): boolean {
  const linesOf = (part: Shown) => part.rows.reduce((lines, row) => lines + heightOf(row, part), 0);
  const open = parts.filter(({ rows }) => rows.length > 1 && rows.some(may));
  const [part] = [...open].sort((one, other) => linesOf(other) - linesOf(one));
  if (!part) return false;
  const [row] = part.rows.filter(may).reverse().sort((one, other) => heightOf(other, part) - heightOf(one, part)); // prettier-ignore
  part.rows = part.rows.filter((one) => one !== row);
  part.hidden += 1;
  return true;
}

function partLines({ title, rows, labelWidth, hidden }: Shown, style: Style, width: number | undefined): string[] {
  return [
    style.strong(title),
    ...rows.flatMap((row) => rowLines(row, labelWidth, style, width)),
    ...(hidden > 0 ? [`  ${style.faint(`${hidden} more in the page and in report.md`)}`] : []),
    "",
  ];
}

function rowLines(
  { label, text, brief = text, alarm }: Row,
  labelWidth: number,
  style: Style,
  width: number | undefined,
): string[] {
  const name = label.padEnd(labelWidth);
  const lines = width === undefined ? [text] : wrapped(brief, width - labelWidth - 4, width - name.length - 4);
  const mark = alarm ? style.bad : (words: string) => words;
  return lines.map((line, index) => (index === 0 ? `  ${style.faint(name)}  ` : " ".repeat(labelWidth + 4)) + mark(line));
}
