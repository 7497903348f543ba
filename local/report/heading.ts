import type { Plan } from "../engine/plan";
import { countsByType } from "./tree";
import { plural } from "./words";

/** First line of a preview. */
export function headingOf(plan: Plan, { firstRun }: { firstRun: boolean }): string {
  return `${plan.project}, stack ${plan.stack}: ${firstRun ? "before its first deployment" : "as it is after a deployment"}`;
}

/** `213 resources of 48 types in 21 components` */
export function totals(plan: Plan): string {
  const resources = plan.resources.filter((resource) => resource.custom).length;
  const components = plan.resources.length - resources - 1;
  return `${plural(resources, "resource")} of ${plural(countsByType(plan).length, "type")} in ${plural(Math.max(components, 0), "component")}`;
}
