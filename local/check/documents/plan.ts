import { Judged, judged } from "./judged";
import { isObject, Places, Raw } from "./places";
import { resource } from "./resource";
import { kept, outputsOf } from "./steps";

/** Whether a document is a plan. */
export const isPlan = (document: Raw): boolean => document.resourcePlans !== undefined;

/** Steps of a plan whose `inputDiff.adds` are all inputs of the resource. */
const complete: ReadonlySet<unknown> = new Set(["create", "read"]);

/**
 * A plan holds what differs from the inputs before, and under `state` the outputs, never the inputs before. So it can be judged where there is
 * nothing before, or with the state that it starts from.
 */
export function fromPlan(document: Raw, at: Places, before?: ReadonlyMap<string, Raw>): Judged | undefined {
  if (!isPlan(document)) return undefined;
  const resources = Object.entries(at.object("resourcePlans", document.resourcePlans)).flatMap(([urn, value]) => {
    const path = `resourcePlans[${JSON.stringify(urn)}]`;
    const plan = at.object(path, value);
    if (plan.goal === undefined || plan.goal === null) return [];
    const goal = at.object(`${path}.goal`, plan.goal);
    const steps = at.list(`${path}.steps`, plan.steps ?? []);
    const diff = at.object(`${path}.goal.inputDiff`, goal.inputDiff ?? {});
    const old = steps.every((step) => complete.has(step)) ? undefined : before?.get(urn);
    if (goal.custom === true && !old && steps.some((step) => !complete.has(step)))
      at.say(
        before
          ? `the state before has no ${urn}, which the plan keeps or changes (${steps.join(", ")}); allowed: a plan and the state that it was made from`
          : `a plan of a stack that is deployed holds only what differs, not all inputs (${urn}: ${steps.join(", ")}); allowed: with --state FILE, the state that it was made from, or the document of pulumi preview --json --show-sames, which can be written with the same command as --save-plan`,
      );
    const inputs = inputsAfter(old, diff, `${path}.goal.inputDiff`, at);
    const stays = old && steps.every((step) => kept.has(step));
    const known = stays ? outputsOf(steps.at(-1), old, { inputs }) : {};
    return [resource({ ...goal, ...known, urn, inputs }, `${path}.goal`, at)];
  });
  return judged("plan", resources);
}

/** Inputs with what a plan says of them. A plan that does not fit the state was made from another one. */
function inputsAfter(old: Raw | undefined, diff: Raw, path: string, at: Places): Raw {
  const inputs = { ...(isObject(old?.inputs) ? old.inputs : {}) };
  const misfit = (key: string, is: string) =>
    at.say(
      `${path}: the plan ${is} ${key} as the state before does not have it; allowed: a plan and the state that it was made from`,
    );
  for (const key of at.list(`${path}.deletes`, diff.deletes ?? []) as string[]) {
    if (!(key in inputs)) misfit(key, "removes");
    delete inputs[key];
  }
  for (const [key, value] of Object.entries(at.object(`${path}.updates`, diff.updates ?? {}))) {
    if (!(key in inputs)) misfit(key, "changes");
    inputs[key] = value;
  }
  for (const [key, value] of Object.entries(at.object(`${path}.adds`, diff.adds ?? {}))) {
    if (key in inputs) misfit(key, "adds");
    inputs[key] = value;
  }
  return inputs;
}
