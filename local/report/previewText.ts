import type { Plan } from "../engine/plan";
import type { Exemption, RuleResults, Violation } from "../engine/rules";
import { Style } from "./style";
import { countsByType, shortType, treeLines } from "./tree";

/** What the heading of a preview says about it. */
export interface PreviewFacts {
  firstRun: boolean;
  /** Path of the plan, as it is shown. */
  details: string;
}

/** A preview for a terminal: the tree of resources, counts by type, the rules, and where the details are. */
export function previewText(plan: Plan, facts: PreviewFacts, style: Style): string {
  return [
    style.strong(headingOf(plan, facts)),
    "",
    ...treeLines(plan, style),
    "",
    style.strong(totals(plan)),
    ...countLines(plan),
    "",
    ...ruleLines(plan.rules, style),
    "",
    `Details: ${facts.details}`,
    "",
  ].join("\n");
}

/** First line of a preview. */
export function headingOf(plan: Plan, { firstRun }: Pick<PreviewFacts, "firstRun">): string {
  return `${plan.project}, stack ${plan.stack}: ${firstRun ? "before its first deployment" : "as it is after a deployment"}`;
}

/** `213 resources of 48 types in 21 components` */
export function totals(plan: Plan): string {
  const resources = plan.resources.filter((resource) => resource.custom).length;
  const components = plan.resources.length - resources - 1;
  return `${plural(resources, "resource")} of ${plural(countsByType(plan).length, "type")} in ${plural(Math.max(components, 0), "component")}`;
}

function countLines(plan: Plan): string[] {
  const counts = countsByType(plan);
  const width = String(counts[0]?.[1] ?? 0).length;
  return counts.map(([type, count]) => `  ${String(count).padStart(width)}  ${type}`);
}

/** One line that says how the rules came out. */
export function verdict({ evaluated, violations, exempted }: RuleResults): string {
  const count = (level: Violation["level"]) => violations.filter((violation) => violation.level === level).length;
  const broken = [
    [count("mandatory"), "mandatory violation"] as const,
    [count("advisory"), "advisory violation"] as const,
    [exempted.length, "exempted violation"] as const,
  ].filter(([number]) => number > 0);
  const found = broken.length > 0 ? broken.map(([number, what]) => plural(number, what)).join(", ") : "no violation";
  return `${plural(evaluated, "rule")}: ${found}`;
}

function ruleLines(rules: RuleResults, style: Style): string[] {
  const mark = rules.violations.some(({ level }) => level === "mandatory") ? style.bad : style.good;
  return [
    mark(verdict(rules)),
    ...rules.violations.flatMap((violation) => findingLines(violation, violation.level, style)),
    ...rules.exempted.flatMap((exemption) => findingLines(exemption, "exempted", style)),
  ];
}

function findingLines(finding: Violation | Exemption, level: string, style: Style): string[] {
  const [first, ...more] = finding.message.split("\n");
  const heading = level === "mandatory" ? style.bad(level) : level;
  return [
    `  ${heading} ${style.strong(finding.rule)} ${style.faint(`(${finding.severity})`)}`,
    `    ${placeOf(finding.urn)}`,
    ...[first, ...more].map((line) => `    ${line}`),
  ];
}

/** Name and type of the resource of a URN. */
export function placeOf(urn: string): string {
  const [, , type = "", ...name] = urn.split("::");
  return `${name.join("::")} (${shortType(type.split("$").at(-1) ?? type)})`;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
