import { cost } from "./costRows";
import { logged } from "./logged";
import { models } from "./models";
import { PlanDocument, PlanView } from "./planView";
import { reachable } from "./reachable";
import type { Section } from "./row";
import { rules, warnings } from "./rules";
import { time } from "./time";
import { who } from "./who";

/** What a reviewer decides from, in the order in which it is read. Pure. */
export function factsOf(plan: PlanDocument): Section[] {
  const view = new PlanView(plan);
  return [reachable, who, models, logged, cost, time, rules, warnings].map((part) => part(view));
}
