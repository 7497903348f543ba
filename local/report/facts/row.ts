/** The parts of a summary, in the order in which they are read. */
export const sectionTitles = {
  reachable: "Reachable",
  who: "Who",
  models: "Models",
  logged: "Logged",
  cost: "Cost a month",
  time: "Time",
  rules: "Rules",
  warnings: "Warnings",
} as const;

/** A part of a summary. */
export type SectionId = keyof typeof sectionTitles;

/** One fact of a summary: a line in a terminal, a row of a table elsewhere. */
export interface Row {
  /** What the fact is about; two summaries are compared by it. Unique in its section. */
  key: string;
  /** What the fact is about, for people. */
  label: string;
  /** The fact, on one line and in full. */
  text: string;
  /** Whether it belongs to the row before it. @default false */
  detail?: true;
  /** Whether a reviewer must see it. @default false */
  alarm?: true;
  /** The fact in fewer words, for a terminal. @default text */
  brief?: string;
  /** Whether a terminal leaves it out when it is no alarm, so that all that decides fits on one screen. @default false */
  minor?: true;
  /** Whether a terminal leaves it out before others when there is no room for all of them: without a word, or counted. @default false */
  spare?: "silently" | "counted";
}

/** A part of a summary with its facts. */
export interface Section {
  /** Which part it is. */
  id: SectionId;
  /** Heading of the part. */
  title: string;
  /** Facts in the order in which they are read. */
  rows: Row[];
}

/** A part with the title that belongs to it. */
export const section = (id: SectionId, rows: Row[]): Section => ({ id, title: sectionTitles[id], rows });
