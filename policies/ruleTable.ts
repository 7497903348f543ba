import { levelOf, Rule } from "./base/rule";
import { onUnknownSetting } from "./base/settings";

const begin = "<!-- rules: generated, do not edit -->";
const end = "<!-- /rules -->";

/**
 * A README with its generated part made anew from the rules.
 *
 * @param readme The README as it is; its generated part stands between two markers.
 * @throws Error when the markers are missing.
 */
export function withRuleTables(readme: string, rules: readonly Rule[]): string {
  const [before, after] = [readme.indexOf(begin), readme.indexOf(end)];
  if (before < 0 || after < before) throw new Error(`the README lacks ${begin} or ${end}`);
  return `${readme.slice(0, before + begin.length)}\n\n${ruleTables(rules)}\n\n${readme.slice(after)}`;
}

/** The rules as one Markdown table, their settings as another. */
function ruleTables(rules: readonly Rule[]): string {
  const facts = rules.map((rule) => [
    `\`${rule.name}\``,
    rule.severity,
    levelOf(rule.severity),
    rule.description,
    rule.remediation,
  ]);
  return [
    `## Rules (${rules.length})`,
    table(["Rule", "Severity", "Level", "What it checks", "Remediation"], facts),
    "## Settings of the rules",
    table(["Rule", "Setting", "Default", "Meaning"], rules.flatMap(settingRows)),
  ].join("\n\n");
}

function settingRows(rule: Rule): string[][] {
  const own = Object.entries(rule.settings ?? {});
  const changed = rule.onUnknown ? [["onUnknown", onUnknownSetting(rule.onUnknown)] as const] : [];
  return [...own, ...changed].map(([name, { schema, default: value }]) => [
    `\`${rule.name}\``,
    `\`${name}\``,
    shown(value),
    schema.description ?? "",
  ]);
}

/** A default, in full when it is short. */
function shown(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > 120 ? "a list, in the rule's file" : `\`${json}\``;
}

/** A Markdown table as Prettier writes it: columns as wide as their widest cell. */
function table(header: string[], rows: string[][]): string {
  const lines = [header, ...rows.map((row) => row.map((cell) => cell.replaceAll("|", "\\|")))];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const row = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [row(header), row(widths.map((width) => "-".repeat(width))), ...lines.slice(1).map(row)].join("\n");
}
