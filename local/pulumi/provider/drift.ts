import { isDeepStrictEqual } from "node:util";
import { isObject, Props } from "../../azure/base/provider";

/**
 * The inputs of a resource after its properties were changed in Azure: the difference between what Azure held (`before`) and what it holds
 * (`after`), applied to the program's inputs. Defaults that Azure has set and nobody changed stay out of the inputs, so a refresh shows
 * only what was really changed. This is what azure-native does in `Read`.
 */
export function withChanges(inputs: Props, before: Props, after: Props): Props {
  const kept = Object.entries(inputs).filter(([key]) => !(key in before) || key in after);
  const result: Props = Object.fromEntries(kept);
  for (const [key, value] of Object.entries(after)) {
    if (isDeepStrictEqual(before[key], value)) continue;
    result[key] = key in inputs ? changedValue(inputs[key], before[key], value) : value;
  }
  return result;
}

function changedValue(input: unknown, before: unknown, after: unknown): unknown {
  if (isObject(input) && isObject(before) && isObject(after)) return withChanges(input, before, after);
  if (!Array.isArray(input) || !Array.isArray(before) || !Array.isArray(after)) return after;
  return after.map((item, index) => {
    if (index >= input.length || index >= before.length) return item;
    return isDeepStrictEqual(before[index], item) ? input[index] : changedValue(input[index], before[index], item);
  });
}

/** The part of a value that one of two shapes has: keys of objects at any depth; elements of lists by their place, all of them kept. */
function within(value: unknown, shapes: readonly unknown[]): unknown {
  if (Array.isArray(value))
    return value.map((item, index) =>
      within(
        item,
        shapes.filter(Array.isArray).map((shape) => shape[index] as unknown),
      ),
    );
  const objects = shapes.filter(isObject);
  if (!isObject(value) || objects.length === 0) return value;
  const kept = Object.entries(value).filter(([key]) => objects.some((shape) => key in shape));
  return Object.fromEntries(
    kept.map(([key, item]) => [
      key,
      within(
        item,
        objects.map((shape) => shape[key]),
      ),
    ]),
  );
}

/** Outputs without what only Azure sets, such as a state of provisioning: what one of `inputs` has, at any depth. */
export const settable = (outputs: Props, ...inputs: readonly Props[]): Props => within(outputs, inputs) as Props;
