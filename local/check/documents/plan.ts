import { Judged, judged } from "./judged";
import { isObject } from "../../protocol/markers";
import type { Places, Raw } from "./places";
import { open, resource } from "./resource";
import { kept, outputsOf } from "./steps";

/** Whether a document is a plan. */
export const isPlan = (document: Raw): boolean => document.resourcePlans !== undefined;

/** Steps of a plan whose `inputDiff.adds` are all inputs of the resource. */
const complete: ReadonlySet<unknown> = new Set(["create", "read"]);

/** Steps of a plan after which a resource is not there. */
const gone: ReadonlySet<unknown> = new Set([
  "delete",
  "delete-replaced",
  "discard",
  "discard-replaced",
  "read-discard",
  "remove-pending-replace",
]);

/**
 * A plan holds what differs from the inputs before, and under `state` the outputs, never the inputs before. So it can be judged where there is
 * nothing before, or with the state that it starts from.
 */
export function fromPlan(document: Raw, at: Places, before?: ReadonlyMap<string, Raw>): Judged | undefined {
  if (!isPlan(document)) return undefined;
  const plans = at.object("resourcePlans", document.resourcePlans);
  const unnamed = [...(before?.keys() ?? [])].find((urn) => !Object.hasOwn(plans, urn));
  if (unnamed !== undefined) at.say(`the plan does not say what becomes of ${unnamed}, which the state before has; ${ofOneRun}`);
  const resources = Object.entries(plans).flatMap(([urn, value]) => {
    const path = `resourcePlans[${JSON.stringify(urn)}]`;
    const planned = plannedOf(urn, at.object(path, value), path, at, before);
    return planned ? [resource({ ...planned, urn }, path, at)] : [];
  });
  return judged("plan", resources);
}

const ofOneRun = "allowed: a plan and the state that it was made from";

/** What a plan makes of a resource; undefined where it is gone. */
function plannedOf(
  urn: string,
  plan: Raw,
  path: string,
  at: Places,
  before: ReadonlyMap<string, Raw> | undefined,
): Raw | undefined {
  const steps = at.list(`${path}.steps`, plan.steps ?? []);
  const are = (set: ReadonlySet<unknown>) => steps.length > 0 && steps.every((step) => set.has(step));
  const tooLittle = (sentence: string) =>
    at.say(
      before
        ? `${sentence} (${steps.join(", ") || "no steps"}); ${ofOneRun}`
        : `a plan of a stack that is deployed holds only what differs, not all inputs (${urn}: ${steps.join(", ") || "no steps"}); ${withState}`,
    );
  const old = before?.get(urn);
  const stays = are(kept);
  if (stays && old && !steps.includes("update")) refuseOther(plan, old, path, at);
  if (plan.goal === undefined || plan.goal === null) {
    if (are(gone)) return undefined;
    // With --target, what is not targeted stays as it is.
    return stays && old ? old : tooLittle(`${path}: got no goal`);
  }
  const goal = at.object(`${path}.goal`, plan.goal);
  const isNew = are(complete);
  if (goal.custom === true && !isNew && !old) tooLittle(`the state before has no ${urn}, which the plan keeps or changes`);
  const diff = at.object(`${path}.goal.inputDiff`, goal.inputDiff ?? {});
  const inputs = inputsAfter(
    isNew || !old ? {} : at.object(`the state before: ${urn}: inputs`, old.inputs ?? {}),
    diff,
    `${path}.goal.inputDiff`,
    at,
  );
  return { ...goal, ...(stays && old && outputsOf(steps.at(-1), old, { inputs })), inputs };
}

const withState =
  "allowed: with --state FILE, the state that it was made from, or the document of pulumi preview --json --show-sames, which can be written with the same command as --save-plan";

/** Of what stays as it is, a plan repeats the outputs: those of another state differ. A component says new ones at each run. */
function refuseOther({ state }: Raw, { custom, outputs }: Raw, path: string, at: Places): void {
  if (custom === true && isObject(state) && isObject(outputs) && textOf(open(state)) !== textOf(open(outputs)))
    at.say(`${path}.state: the plan keeps other outputs than the state before has; ${ofOneRun}`);
}

/** JSON with the keys of objects in one order. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) =>
    isObject(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one,
  );

/** Inputs with what a plan says of them. A plan that does not fit the state was made from another one. */
function inputsAfter(old: Raw, diff: Raw, path: string, at: Places): Raw {
  const adds = at.object(`${path}.adds`, diff.adds ?? {});
  const updates = at.object(`${path}.updates`, diff.updates ?? {});
  const deletes = at.list(`${path}.deletes`, diff.deletes ?? []) as string[];
  // With --replace the engine compares with nothing, so all inputs are added.
  if (Object.keys(updates).length === 0 && deletes.length === 0 && Object.keys(old).every((key) => key in adds)) return adds;
  const misfit = (key: string, is: string) =>
    at.say(`${path}: the plan ${is} ${key} as the state before does not have it; ${ofOneRun}`);
  for (const key of deletes) if (!Object.hasOwn(old, key)) misfit(key, "removes");
  for (const key of Object.keys(updates)) if (!Object.hasOwn(old, key)) misfit(key, "changes");
  for (const key of Object.keys(adds)) if (Object.hasOwn(old, key)) misfit(key, "adds");
  const stays = Object.entries(old).filter(([key]) => !deletes.includes(key));
  return { ...Object.fromEntries(stays), ...updates, ...adds };
}
