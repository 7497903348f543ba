import type { Value } from "../query/engine";

/** What a workbook's content holds of what is drawn, in the portal's own words (`Notebook/1.0`). */
export interface Content {
  /** Pickers, tabs and tiles, in order. */
  items: readonly Item[];
}

/** An item of a workbook. */
export interface Item {
  /** 3: a query; 9: pickers; 11: tabs. */
  type: number;
  /** Name in the workbook. */
  name: string;
  /** The tab that it is on. */
  conditionalVisibility?: { value: string };
  /** What the kind of item has. */
  content: {
    query?: string;
    title?: string;
    noDataMessage?: string;
    visualization?: string;
    chartSettings?: { customThresholdLine?: string };
    gridSettings?: { formatters: readonly Formatter[] };
    parameters?: readonly Picker[];
    links?: readonly { linkLabel: string }[];
  };
}

/** How a grid colours a column. */
export interface Formatter {
  /** Name of the column. */
  columnMatch: string;
  /** From which value on which colour, the first that holds; the last one holds always. */
  formatOptions: { thresholdsGrid: readonly { operator: string; thresholdValue?: string; representation: string }[] };
}

/** Something that a reader picks. */
export interface Picker {
  /** Name that the tiles' texts have in braces. */
  name: string;
  /** What a reader sees. */
  label: string;
  /** Shown to nobody. */
  isHiddenWhenLocked?: boolean;
}

/** What a tile's query gave. */
export interface Answer {
  /** Names of the columns with their types, in order. */
  columns: readonly { name: string; type: string }[];
  /** The rows, in order. */
  rows: readonly Readonly<Record<string, Value>>[];
}

/** The colour that a value has in a column; undefined: none. */
export function colourOf(formatters: readonly Formatter[], column: string, value: Value): string | undefined {
  const steps = formatters.find(({ columnMatch }) => columnMatch === column)?.formatOptions.thresholdsGrid ?? [];
  if (typeof value !== "number") return undefined;
  return steps.find(({ operator, thresholdValue }) => operator === "Default" || value >= Number(thresholdValue))?.representation;
}
