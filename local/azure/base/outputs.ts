import { isObject, isUnknown, Props, UNKNOWN } from "./provider";

/** `base` with the properties of `added` put in: objects are merged, lists element by element, all else is replaced. */
export function merge(base: unknown, added: unknown): unknown {
  if (isObject(base) && isObject(added)) {
    const keys = [...new Set([...Object.keys(base), ...Object.keys(added)])];
    return Object.fromEntries(keys.map((key) => [key, added[key] === undefined ? base[key] : merge(base[key], added[key])]));
  }
  if (Array.isArray(base) && Array.isArray(added) && added.every(isObject)) return mergeLists(base, added);
  return added;
}

function mergeLists(base: unknown[], added: unknown[]): unknown[] {
  return Array.from({ length: Math.max(base.length, added.length) }, (_, i) =>
    i < added.length ? merge(base[i], added[i]) : base[i],
  );
}

/** Takes the values at `path` away; `[]` in the path stands for every element of a list. */
export function without(value: unknown, path: readonly string[]): unknown {
  const [head, ...rest] = path;
  if (!isObject(value) || head === undefined) return value;
  const key = head.replace(/\[\]$/, "");
  if (!(key in value)) return value;
  const { [key]: found, ...others } = value;
  if (rest.length === 0) return others;
  const kept = head.endsWith("[]") && Array.isArray(found) ? found.map((item) => without(item, rest)) : without(found, rest);
  return { ...others, [key]: kept };
}

/** Takes `undefined` and `null` members away, as Pulumi does. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, v]) => v !== undefined && v !== null)
      .map(([k, v]) => [k, withoutNulls(v)]),
  );
}

/** The part of the deployed value that the inputs tell; the rest is not known before the deployment. */
function known(input: unknown, deployed: unknown): unknown {
  if (isUnknown(input)) return input;
  if (isObject(input) && isObject(deployed)) {
    return Object.fromEntries(
      Object.keys(deployed).map((key) => [key, key in input ? known(input[key], deployed[key]) : UNKNOWN]),
    );
  }
  if (Array.isArray(input) && Array.isArray(deployed)) {
    return deployed.map((item, i) => (i < input.length ? known(input[i], item) : UNKNOWN));
  }
  return isObject(input) === isObject(deployed) && Array.isArray(input) === Array.isArray(deployed) ? input : UNKNOWN;
}

/** {@link known} for all outputs; those that no input gives are absent. */
export function knownOutputs(inputs: Props, deployed: Props): Props {
  const given = Object.keys(deployed).filter((key) => key in inputs);
  return Object.fromEntries(given.map((key) => [key, known(inputs[key], deployed[key])]));
}
