import { Waiting, titleOf } from "./chain";
import { Operation } from "./operations";

/** One operation of the chain that bounded a run. */
export interface Stop {
  /** `type name`. */
  resource: string;
  /** Seconds from the end of what it waited for, of the run's begin for the first one, to its own begin: the engine, the program, the machine. */
  gap: number;
  /** Seconds from its begin to its end. */
  took: number;
}

/**
 * The chain that bounded a run, first to last: from the operation that ended last back to that one of its dependencies which ended last, and so on.
 * @param state the resources with their dependencies, as they are after the run
 */
export function criticalPath(steps: readonly Operation[], state: readonly Waiting[]): Stop[] {
  const byUrn = new Map(steps.map((step) => [step.urn, step]));
  const dependencies = new Map(state.map(({ urn, dependencies }) => [urn, dependencies ?? []]));
  const lastOf = (some: readonly Operation[]): Operation | undefined =>
    some.reduce<Operation | undefined>((last, step) => (last && last.ended >= step.ended ? last : step), undefined);
  const began = Math.min(...steps.map((step) => step.began));
  const path: Stop[] = [];
  for (let step = lastOf(steps); step;) {
    const before = lastOf((dependencies.get(step.urn) ?? []).flatMap((urn) => byUrn.get(urn) ?? []));
    path.unshift({
      resource: titleOf(step.urn),
      gap: step.began - (before?.ended ?? began),
      took: step.ended - step.began,
    });
    step = before;
  }
  return path;
}
