import type { DifferencePart } from "./difference/rows";
import type { PlanDocument } from "./facts/planView";
import type { Row, Section } from "./facts/row";
import { headingOf, totals } from "./heading";
import { Style } from "./style";
import { treeLines } from "./tree";

/** How a summary is shown in a terminal. */
export interface TerminalOptions {
  firstRun: boolean;
  /** Paths that are shown at the end. */
  links: readonly (readonly [label: string, path: string])[];
  style: Style;
  /** Columns; undefined writes each fact on one line, as for a file. */
  width?: number;
  /** Whether the tree of resources comes at the end. */
  tree: boolean;
  /** The difference, which comes first. */
  difference?: readonly DifferencePart[];
}

/** Most rows of a section on a screen before the rest is counted; a file has them all. */
const shownRows = 24;

/** A preview on one screen: the facts that decide, then where the details are. */
export function terminalText(plan: PlanDocument, sections: readonly Section[], options: TerminalOptions): string {
  const { style, width, links, tree, difference = [] } = options;
  return [
    style.strong(headingOf(plan, options)),
    style.faint(totals(plan)),
    "",
    ...difference.flatMap((part) => partLines(part, style, width)),
    ...sections.flatMap((section) => sectionLines(section, style, width)),
    "",
    ...(tree ? [...treeLines(plan, style), ""] : []),
    ...links.map(([label, path]) => `${label}: ${path}`),
    "",
  ].join("\n");
}

function partLines(part: DifferencePart, style: Style, width: number | undefined): string[] {
  const [only] = part.rows;
  if (part.rows.length === 1 && only?.text === "")
    return [style.good(`${only.label} ${part.title.toLowerCase().slice(0, 1)}${part.title.slice(1)}.`), ""];
  return [...sectionLines(part, style, width), ""];
}

function sectionLines({ title, rows }: DifferencePart, style: Style, width: number | undefined): string[] {
  const labelWidth = Math.min(Math.max(...rows.map(({ label, detail }) => label.length + (detail ? 2 : 0))), 26);
  const shown = width !== undefined && rows.length > shownRows ? rows.slice(0, shownRows) : rows;
  const hidden = rows.length - shown.length;
  return [
    style.strong(title),
    ...shown.flatMap((row) => rowLines(row, labelWidth, style, width)),
    ...(hidden > 0 ? [`  ${style.faint(`${hidden} more in the page and in report.md`)}`] : []),
  ];
}

function rowLines({ label, text, detail, alarm }: Row, labelWidth: number, style: Style, width: number | undefined): string[] {
  const name = `${detail ? "  " : ""}${label}`.padEnd(labelWidth);
  const first = `  ${name}  `;
  const lines = width === undefined ? [text] : wrapped(text, width - labelWidth - 4, width - first.length);
  const mark = alarm ? style.bad : (words: string) => words;
  return lines.map((line, index) => (index === 0 ? `  ${style.faint(name)}  ` : " ".repeat(labelWidth + 4)) + mark(line));
}

/** Lines of at most `width` characters, broken between words; a word that is longer stays whole. */
export function wrapped(text: string, width: number, firstWidth = width): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const room = Math.max(lines.length === 0 ? firstWidth : width, 20);
    if (line !== "" && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
