import { Judging, Planned, PlanJudge } from "../policies/planned";
import type { Mutation } from "./mutations";
import { QuickJudge } from "./quickJudge";

/** The mutations that no mandatory rule catches. */
export function survivorsOf(plan: readonly Planned[], mutations: readonly Mutation[], judging: Judging): Mutation[] {
  const quick = new QuickJudge(plan, judging);
  const left = mutations.filter(({ resource, changed }) => !quick.catches(resource, changed));
  const judge = new PlanJudge(judging);
  const mandatory = (of: readonly Planned[]) => judge.judge(of).filter(({ level }) => level === "mandatory");
  const before = new Set(mandatory(plan).map(key));
  const isQuiet = (some: readonly Mutation[]) => mandatory(withAll(plan, some)).every((one) => before.has(key(one)));
  return rounds(left).flatMap((round) => quietOf(round, isQuiet));
}

const key = ({ rule, urn, message }: { rule: string; urn: string; message: string }): string => `${rule} ${urn} ${message}`;

/** Mutations of different resources can be tried together: each round has one for each resource. */
function rounds(mutations: readonly Mutation[]): Mutation[][] {
  const made: Mutation[][] = [];
  const count = new Map<Planned, number>();
  for (const one of mutations) {
    const round = count.get(one.resource) ?? 0;
    count.set(one.resource, round + 1);
    (made[round] ??= []).push(one);
  }
  return made;
}

/** Those of which no rule says anything: all together if possible, else by halves. */
function quietOf(some: readonly Mutation[], isQuiet: (some: readonly Mutation[]) => boolean): readonly Mutation[] {
  if (some.length === 0 || isQuiet(some)) return some;
  if (some.length === 1) return [];
  const middle = some.length >> 1;
  return [...quietOf(some.slice(0, middle), isQuiet), ...quietOf(some.slice(middle), isQuiet)];
}

function withAll(plan: readonly Planned[], some: readonly Mutation[]): Planned[] {
  const changed = new Map(some.map((one) => [one.resource, one.changed]));
  return plan.map((one) => changed.get(one) ?? one);
}
