import type { Plan } from "../engine/plan";
import { countsByType } from "./tree";
import { plural } from "./words";

/** First line of a preview. */
export function headingOf(plan: Plan, { firstRun }: { firstRun: boolean }): string {
  return `${plan.project}, stack ${plan.stack}: ${firstRun ? "before its first deployment" : "as it is after a deployment"}`;
}

const resourcesOf = (plan: Plan): number => plan.resources.filter((resource) => resource.custom).length;

/** `213 resources of 48 types` */
export const briefTotals = (plan: Plan): string =>
  `${plural(resourcesOf(plan), "resource")} of ${plural(countsByType(plan).length, "type")}`;

/** `213 resources of 48 types in 21 components` */
export function totals(plan: Plan): string {
  const components = plan.resources.length - resourcesOf(plan) - 1;
  return `${briefTotals(plan)} in ${plural(Math.max(components, 0), "component")}`;
}
