import type { Row, Section, SectionId } from "./facts/row";

/** A section on a screen: the rows that are shown, and those that are only counted. */
export interface Folded {
  /** Which part of the summary it is. */
  id: SectionId;
  /** Heading of the part. */
  title: string;
  /** Rows that are written. */
  shown: Row[];
  /** Rows that are only counted. */
  hidden: Row[];
}

/** The rows of a section that belong on a screen, none folded yet. */
export const foldedOf = ({ id, title, rows }: Section): Folded => ({
  id,
  title,
  shown: rows.filter(({ alarm, minor }) => alarm || !minor),
  hidden: [],
});

/** Rows that a section keeps, and what it keeps where that is still too long. */
const fewest = [2, 1] as const;

/** How much less than in another section a line weighs: who reaches it, and who may, is read first. */
const weights: Partial<Record<SectionId, number>> = { reachable: 0.6, who: 0.75 };

/** Rows of one kind stand for the same sort of thing: `consumer:claims`, `consumer:desk`. */
const kindOf = ({ key }: Row): string => key.split(":")[0] ?? key;

/** The row that goes first: the last of the kind that takes most lines, else the last of those that are alone; never an alarm. */
function nextRow({ shown }: Folded, heightOf: (row: Row) => number): Row | undefined {
  const kinds = new Map<string, Row[]>();
  for (const row of shown.filter(({ alarm }) => !alarm)) kinds.set(kindOf(row), [...(kinds.get(kindOf(row)) ?? []), row]);
  const linesOf = (rows: readonly Row[]) => (rows.length > 1 ? rows.reduce((lines, row) => lines + heightOf(row), 0) : 0);
  return [...kinds.values()].reduce<Row[]>((most, rows) => (linesOf(most) > linesOf(rows) ? most : rows), []).at(-1);
}

/** Takes a row out that can be spared, the last one of the longest section that has one. */
function spareOne(sections: readonly Folded[], linesOf: (section: Folded) => number, how: NonNullable<Row["spare"]>): boolean {
  const isSpare = ({ spare, alarm }: Row) => spare === how && !alarm;
  const [longest] = sections.filter(({ shown }) => shown.some(isSpare)).sort((one, other) => linesOf(other) - linesOf(one));
  const row = longest?.shown.filter(isSpare).at(-1);
  if (!longest || !row) return false;
  longest.shown.splice(longest.shown.indexOf(row), 1);
  if (how === "counted") longest.hidden.unshift(row);
  return true;
}

/** Folds rows of the longest sections, one after another, until all of them take no more than `most` lines; those that can be spared go first. */
export function foldTo(sections: readonly Folded[], most: number, heightOf: (row: Row) => number): void {
  const linesOf = ({ shown, hidden }: Folded) =>
    shown.reduce((lines, row) => lines + heightOf(row), 0) + (hidden.length > 0 ? 1 : 0);
  const weightOf = (section: Folded) => linesOf(section) * (weights[section.id] ?? 1);
  for (;;) {
    if (sections.reduce((lines, section) => lines + linesOf(section), 0) <= most) return;
    if (spareOne(sections, linesOf, "silently") || spareOne(sections, linesOf, "counted")) continue;
    const open = (least: number) => sections.filter((section) => section.shown.length > least && nextRow(section, heightOf));
    const foldable = fewest.map(open).find((found) => found.length > 0) ?? [];
    const [longest] = foldable.sort((one, other) => weightOf(other) - weightOf(one));
    const row = longest && nextRow(longest, heightOf);
    if (!longest || !row) return;
    longest.shown.splice(longest.shown.indexOf(row), 1);
    longest.hidden.unshift(row);
  }
}

/** What is folded, with its labels where they have room on one line. */
export function restOf(hidden: readonly Row[], room: number): string {
  const count = `${hidden.length} more in the page and in report.md`;
  const named = `${count}: ${hidden.map(({ label }) => label).join(", ")}`;
  return named.length <= room ? named : count;
}
