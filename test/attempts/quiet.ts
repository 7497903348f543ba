import { Judging, Planned, PlanJudge } from "../policies/planned";
import type { Mutation } from "./mutations";
import { QuickJudge } from "./quickJudge";

/** The mutations of which no mandatory rule says anything where they are. */
export function survivorsOf(plan: readonly Planned[], mutations: readonly Mutation[], judging: Judging): Mutation[] {
  const judge = new QuickJudge(plan, judging);
  return mutations.filter(({ resource, changed }) => !judge.catches(resource, changed()));
}

/** The resources without which no mandatory rule says anything that it does not say of the plan. */
export function removable(plan: readonly Planned[], candidates: readonly Planned[], judging: Judging): Planned[] {
  const judge = new PlanJudge(judging);
  const said = (of: readonly Planned[]) =>
    judge.judge(of).flatMap(({ level, rule, urn, message }) => (level === "mandatory" ? [`${rule} ${urn} ${message}`] : []));
  const before = new Set(said(plan));
  return candidates.filter((one) => said(plan.filter((other) => other !== one)).every((finding) => before.has(finding)));
}
