import { isObject } from "../protocol/markers";
import type { Props } from "../protocol/provider";
import type { PlannedResource } from "./deployment";

/** A change of one property; without a value it is removed. */
interface Change {
  path: string[];
  value?: unknown;
}

/** What differs between two versions of properties; lists are one value. */
function changesOf(before: unknown, after: unknown, path: string[] = []): Change[] {
  if (isObject(before) && isObject(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      changesOf(before[key], after[key], [...path, key]),
    );
  if (before === undefined && isObject(after) && Object.keys(after).length > 0) return changesOf({}, after, path);
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [{ path, ...(after !== undefined && { value: after }) }];
}

function put(at: Props, [key = "", ...rest]: readonly string[], change: Change): void {
  if (rest.length > 0) put((at[key] = isObject(at[key]) ? at[key] : {}), rest, change);
  else if ("value" in change) at[key] = change.value;
  else delete at[key];
}

/** What a rule changed, property by property. A value that is no scalar is not shown: a secret may be in it. */
export const changeWords = (before: Props, after: Props): string => changesOf(before, after).map(wordsOf).join(", ");

function wordsOf(change: Change): string {
  const path = change.path.join(".");
  if (!("value" in change)) return `${path} removed`;
  return typeof change.value === "object" ? `${path} changed` : `${path} put to ${JSON.stringify(change.value)}`;
}

/**
 * Gives a resource what a rule at the level `remediate` has made of its inputs. Its outputs get the same values: the stand-in for its provider, and
 * what the program has read from it, were asked before.
 *
 * @param before What the rule was shown of the inputs.
 * @param after What it made of them.
 * @returns What was changed, in words; undefined when nothing was.
 */
export function remediate(resource: PlannedResource, before: Props, after: Props): string | undefined {
  const changes = changesOf(before, after);
  for (const change of changes) {
    put(resource.inputs, change.path, change);
    put(resource.outputs, change.path, change);
  }
  if (changes.length === 0) return undefined;
  return `remediated: ${changes.map(wordsOf).join(", ")}; what reads it was planned with the value before`;
}
