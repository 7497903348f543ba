import { isObject, Props } from "../base/provider";

/** What Azure holds of a resource: its inputs and what it returns. */
type Held = readonly [inputs: Props, outputs: Props];

/**
 * Inputs and outputs with properties changed: path, such as `properties.rules[0].access` → value. The last step may be new.
 * @throws Error when a path leads to nothing before its last step, with what is there
 */
export function edited(held: Held, patch: Readonly<Record<string, unknown>>): Held {
  return Object.entries(patch).reduce<Held>((now, [path, value]) => {
    refuseStray(path, now);
    const [inputs, outputs] = now.map((target) => withValueAt(target, path, value)) as Props[];
    return [inputs ?? {}, outputs ?? {}];
  }, held);
}

/** Every step must be there in one of the targets, but for a last one that names a property. */
function refuseStray(path: string, targets: readonly unknown[]): void {
  const steps = path.split(/\.|(?=\[)/);
  let [found, at] = [targets, ""];
  for (const [i, step] of steps.entries()) {
    const isIndex = step.startsWith("[");
    const wrong = found.find((value) => (isIndex ? !Array.isArray(value) : !isObject(value)));
    if (wrong !== undefined)
      throw new Error(`${path}: ${at || "the resource"} is ${JSON.stringify(wrong)}, which has no ${step}`);
    found = found.map((value) => stepInto(value, step)).filter((value) => value !== undefined);
    at += isIndex || at === "" ? step : `.${step}`;
    const mayBeNew = i === steps.length - 1 && !isIndex;
    if (found.length === 0 && !mayBeNew) throw new Error(`${path}: there is nothing at ${at}`);
  }
}

function stepInto(value: unknown, step: string): unknown {
  const index = /^\[(\d+)\]$/.exec(step)?.[1];
  if (index !== undefined) return Array.isArray(value) ? (value[Number(index)] as unknown) : undefined;
  return isObject(value) ? value[step] : undefined;
}

/** The value with `value` at a path; objects on the way are made. @throws Error for an element of a list that is not there */
export function withValueAt(target: unknown, path: string, value: unknown): unknown {
  const match = /^([^.[\]]+|\[(\d+)\])\.?(.*)$/.exec(path);
  if (!match) throw new Error(`not a path: ${path}`);
  const [, head = "", index, rest = ""] = match;
  const set = (old: unknown): unknown => (rest === "" ? value : withValueAt(old, rest, value));
  if (index === undefined)
    return { ...(isObject(target) ? target : {}), [head]: set(isObject(target) ? target[head] : undefined) };
  if (!Array.isArray(target) || Number(index) >= target.length) throw new Error(`there is no element ${head}`);
  return target.map((item, i) => (i === Number(index) ? set(item) : item));
}
