import { levelOf, Rule } from "./base/rule";
import { onUnknownSetting } from "./base/settings";
import { why } from "./why";

const begin = "<!-- rules: generated, do not edit -->";
const end = "<!-- /rules -->";

/** The file beside the README in which each rule has its page. */
export const pagesFile = "RULES.md";

/**
 * A README with its generated part made anew from the rules.
 *
 * @param readme The README as it is; its generated part stands between two markers.
 * @throws Error when the markers are missing.
 */
export function withRuleTable(readme: string, rules: readonly Rule[]): string {
  const [before, after] = [readme.indexOf(begin), readme.indexOf(end)];
  if (before < 0 || after < before) throw new Error(`the README lacks ${begin} or ${end}`);
  return `${readme.slice(0, before + begin.length)}\n\n${ruleTable(rules)}\n\n${readme.slice(after)}`;
}

function ruleTable(rules: readonly Rule[]): string {
  const facts = rules.map((rule) => [
    `[\`${rule.name}\`](${pagesFile}#${rule.name})`,
    rule.severity,
    levelOf(rule.severity),
    rule.description,
  ]);
  return [`## Rules (${rules.length})`, table(["Rule", "Severity", "Level", "What it checks"], facts)].join("\n\n");
}

/** The pages of the rules, each under a heading that is its name. */
export function rulePages(rules: readonly Rule[]): string {
  const head =
    "# Rules\n\nA page for each rule; findings link to it. Generated from the rules by `node --import tsx policies/writeReadme.ts`.";
  return `${[head, ...rules.map(page)].join("\n\n")}\n`;
}

function page(rule: Rule): string {
  const judged = rule.types.includes("*") ? "every resource" : rule.types.map((type) => `\`${type}\``).join(", ");
  const level = rule.severity === "medium" ? "advisory; in the profile `prod` mandatory" : levelOf(rule.severity);
  const when = rule.kind === "resource" ? "before it is made" : "when all resources are known";
  return [
    `## ${rule.name}`,
    rule.description,
    `**Why**: ${why[rule.name]}`,
    `**What to do**: ${rule.remediation}`,
    [
      `- Severity ${rule.severity}, level ${level}.`,
      `- Judges ${judged}, ${when}.`,
      ...safeValues(rule),
      ...settingLines(rule),
    ].join("\n"),
  ].join("\n\n");
}

function safeValues(rule: Rule): string[] {
  if (rule.kind !== "resource" || !rule.safe) return [];
  const values = Object.entries(rule.safe).map(
    ([place, value]) => `\`${place.replaceAll("/", ".")}\` to \`${JSON.stringify(value)}\``,
  );
  return [`- At level \`remediate\` it sets ${values.join(", ")}.`];
}

function settingLines(rule: Rule): string[] {
  const settings = { ...rule.settings, ...(rule.onUnknown && { onUnknown: onUnknownSetting(rule.onUnknown) }) };
  return Object.entries(settings).map(
    ([name, { schema, default: value }]) =>
      `- Setting \`${name}\`: ${schema.description ?? ""} Default \`${JSON.stringify(value)}\`.`,
  );
}

/** A Markdown table as Prettier writes it: columns as wide as their widest cell. */
function table(header: string[], rows: string[][]): string {
  const lines = [header, ...rows.map((row) => row.map((cell) => cell.replaceAll("|", "\\|")))];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const row = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [row(header), row(widths.map((width) => "-".repeat(width))), ...lines.slice(1).map(row)].join("\n");
}
