import type { DifferencePart } from "./difference/rows";
import type { PlanDocument } from "./facts/planView";
import type { Section } from "./facts/row";
import { headingOf, totals } from "./heading";
import { unstyled } from "./style";
import { countsByType, treeLines } from "./tree";

/** A preview as a Markdown document, for a pull request or an archive: the facts first, the resources folded at the end. */
export function markdown(
  plan: PlanDocument,
  sections: readonly Section[],
  options: { firstRun: boolean; difference?: readonly DifferencePart[] },
): string {
  const { difference = [] } = options;
  return [
    `# ${escaped(headingOf(plan, options))}`,
    `${totals(plan)}.`,
    ...difference.flatMap(partText),
    ...sections.flatMap(partText),
    "## Resources",
    folded(
      "By type",
      table(
        ["Type", "Number"],
        countsByType(plan).map(([type, count]) => [escaped(type), String(count)]),
      ),
    ),
    folded("By component", ["```text", ...treeLines(plan, unstyled), "```"].join("\n")),
    folded("Outputs", ["```json", JSON.stringify(plan.outputs, undefined, 2), "```"].join("\n")),
    "",
  ].join("\n\n");
}

function partText({ title, rows }: DifferencePart): string[] {
  const [only] = rows;
  if (rows.length === 1 && only?.text === "")
    return [`**${only.label} ${title.slice(0, 1).toLowerCase()}${escaped(title.slice(1))}.**`];
  const cells = rows.map(({ label, text, detail, alarm }) => [
    `${detail ? "&nbsp;&nbsp;" : ""}${escaped(label)}`,
    alarm ? `**${escaped(text)}**` : escaped(text),
  ]);
  return [`## ${escaped(title)}`, table(["", ""], cells)];
}

const folded = (title: string, content: string): string => `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Text that neither Markdown nor HTML takes for more than text. */
export function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("|", "\\|")
    .replaceAll("*", "\\*")
    .replaceAll("`", "\\`")
    .replaceAll("\n", "<br>");
}
