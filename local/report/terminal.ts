import type { DifferencePart } from "./difference/rows";
import type { PlanDocument } from "./facts/planView";
import type { Row, Section, SectionId } from "./facts/row";
import { briefTotals, headingOf } from "./heading";
import { Folded, foldTo, foldedOf, restOf } from "./screen";
import { Style } from "./style";
import { treeLines } from "./tree";
import { differenceLines } from "./differenceLines";
import { wrapped } from "./wrapped";

/** How a summary is shown in a terminal. */
export interface TerminalOptions {
  /** Whether the plan is that of a first deployment. */
  firstRun: boolean;
  /** Paths that are shown at the end. */
  links: readonly (readonly [label: string, path: string])[];
  /** Style of the output stream. */
  style: Style;
  /** Columns; undefined writes each fact on one line, as for a file. */
  width?: number;
  /** Whether the tree of resources comes at the end. */
  tree: boolean;
  /** The difference, which comes first. */
  difference?: readonly DifferencePart[];
}

/** Lines of a screen besides heading and links. */
const screenLines = 39;

/** Columns of the titles of sections. */
const titleWidth = 13;

/** Sections that a difference leaves on the screen: the others stand in it as far as they change. */
const besideDifference: readonly SectionId[] = ["rules", "warnings"];

/** A preview on one screen: the facts that decide, then where the details are. */
export function terminalText(plan: PlanDocument, sections: readonly Section[], options: TerminalOptions): string {
  const { style, width, links, tree, difference } = options;
  const shown = difference ? sections.filter(({ id }) => besideDifference.includes(id)) : sections;
  const folded = shown.map((section) => foldedOf(section));
  if (width !== undefined) foldTo(folded, screenLines, (row) => briefLines(row, style, width).length);
  return [
    ...headingLines(headingOf(plan, options), `(${briefTotals(plan)})`, style, width),
    "",
    ...(difference ? differenceLines(difference, style, width) : []),
    ...folded.flatMap((section) => sectionLines(section, style, width)),
    ...(tree ? ["", ...treeLines(plan, style)] : []),
    "",
    ...linkLines(links, width),
    "",
  ].join("\n");
}

/** The links on one line where there is room. */
function linkLines(links: TerminalOptions["links"], width = Infinity): string[] {
  const all = links.map(([label, path]) => `${label}: ${path}`);
  const line = all.join("   ");
  return line.length <= width ? [line] : all;
}

/** The heading, with the totals beside it where there is room. */
function headingLines(heading: string, rest: string, style: Style, width = Infinity): string[] {
  const both = [style.strong(heading), style.faint(rest)];
  return heading.length + 1 + rest.length <= width ? [both.join(" ")] : both;
}

/** A section with its title before the first of its rows; those that are folded are named at its end. */
function sectionLines({ title, shown, hidden }: Folded, style: Style, width: number | undefined): string[] {
  const lines = [
    ...shown.flatMap((row) => briefLines(row, style, width)),
    ...(hidden.length > 0 ? [style.faint(restOf(hidden, (width ?? Infinity) - titleWidth))] : []),
  ];
  return lines.map((line, index) => (index === 0 ? style.strong(title.padEnd(titleWidth)) : " ".repeat(titleWidth)) + line);
}

function briefLines({ label, text, brief = text, alarm }: Row, style: Style, width: number | undefined): string[] {
  const name = `${label}: `;
  const room = width === undefined ? Infinity : width - titleWidth;
  const lines = wrapped(brief, room - 2, room - name.length);
  const mark = alarm ? style.bad : (words: string) => words;
  return lines.map((line, index) => (index === 0 ? style.faint(name) : "  ") + mark(line));
}
