import type { Plan } from "../engine/plan";
import { PreviewFacts, headingOf, placeOf, totals, verdict } from "./previewText";
import { unstyled } from "./style";
import { countsByType, treeLines } from "./tree";

/** A preview as a Markdown document, for a pull request or an archive. */
export function previewMarkdown(plan: Plan, facts: Pick<PreviewFacts, "firstRun">): string {
  return [
    `# ${headingOf(plan, facts)}`,
    `${totals(plan)}; ${verdict(plan.rules)}.`,
    "## Rules",
    ruleTable(plan),
    "## Resources by type",
    table(
      ["Type", "Number"],
      countsByType(plan).map(([type, count]) => [type, String(count)]),
    ),
    "## Resources by component",
    ["```text", ...treeLines(plan, unstyled), "```"].join("\n"),
    "## Outputs",
    ["```json", JSON.stringify(plan.outputs, undefined, 2), "```"].join("\n"),
    "",
  ].join("\n\n");
}

function ruleTable({ rules }: Plan): string {
  const rows = [
    ...rules.violations.map(({ level, severity, rule, urn, message }) => [level, severity, rule, placeOf(urn), message]),
    ...rules.exempted.map(({ severity, rule, urn, message }) => ["exempted", severity, rule, placeOf(urn), message]),
  ];
  return rows.length > 0 ? table(["Level", "Severity", "Rule", "Resource", "Finding"], rows) : `${verdict(rules)}.`;
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const escaped = (cell: string): string => cell.replaceAll("|", "\\|").replaceAll("\n", "<br>");
