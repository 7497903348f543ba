import { isDeepStrictEqual } from "node:util";

/** A property that changes. `undefined` where it is not there. */
export interface PropertyChange {
  /** Path of the property; empty for the whole value. */
  property: string;
  /** Value before. */
  from: unknown;
  /** Value after. */
  to: unknown;
}

type Props = Record<string, unknown>;
const isObject = (value: unknown): value is Props => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The properties in which two values differ, as people look for them: entries of a list that have names are compared by name
 * (`securityRules[AllowReaders].sourceAddressPrefix`), lists of anything else as a whole.
 */
export function propertyChanges(from: unknown, to: unknown, property = ""): PropertyChange[] {
  if (isDeepStrictEqual(from, to)) return [];
  if (isObject(from) && isObject(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => propertyChanges(from[key], to[key], property ? `${property}.${key}` : key));
  }
  const [olds, news] = [named(from), named(to)];
  if (!olds || !news) return [{ property, from, to }];
  const names = [...new Set([...olds.keys(), ...news.keys()])];
  const inside = names.flatMap((name) => propertyChanges(olds.get(name), news.get(name), `${property}[${name}]`));
  return inside.length > 0 ? inside : [{ property: `${property} (order)`, from: [...olds.keys()], to: [...news.keys()] }];
}

/** The entries of a list by name; undefined when they do not all have a name of their own. */
function named(value: unknown): Map<string, unknown> | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const entries = value.map((item): [unknown, unknown] => [isObject(item) ? item.name : undefined, item]);
  const byName = new Map(entries.filter((entry): entry is [string, unknown] => typeof entry[0] === "string"));
  return byName.size === value.length ? byName : undefined;
}
