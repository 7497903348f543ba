import type { Value } from "./engine";
import type { Column } from "./kql/language";

/** Widest cell that is shown whole. */
const widest = 48;

/** Rows as a table for a terminal: numbers to the right, a long text cut with a mark, line breaks shown as such. */
export function tableText(columns: readonly Column[], rows: readonly Record<string, Value>[]): string {
  const cells = rows.map((row) => columns.map((column) => cellText(row[column.name] ?? null)));
  const widths = columns.map(({ name }, at) => Math.max(name.length, ...cells.map((row) => length(row[at] ?? ""))));
  const right = columns.map(({ type }) => ["int", "long", "real"].includes(type));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => {
        const space = " ".repeat(Math.max(0, widths[at]! - length(cell)));
        return right[at] ? space + cell : cell + space;
      })
      .join("  ")
      .trimEnd();
  const head = [line(columns.map(({ name }) => name)), line(widths.map((width) => "-".repeat(width)))];
  return `${[...head, ...cells.map(line)].join("\n")}\n`;
}

const length = (cell: string): number => [...cell].length;

function cellText(value: Value): string {
  const text =
    typeof value === "string" ? value : value === null ? "" : typeof value === "number" ? String(value) : JSON.stringify(value);
  const shown = [...text.replaceAll("\n", "⏎")];
  return shown.length > widest ? `${shown.slice(0, widest - 1).join("")}…` : shown.join("");
}
