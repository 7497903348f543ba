import { isObject } from "./provider";

/** The values at a path such as `properties.rules[].name`, each with its own path; `[]` stands for every element of a list. */
export function valuesAt(value: unknown, path: string): [string, unknown][] {
  return at(value, path.split("."), "");
}

function at(value: unknown, [head, ...rest]: readonly string[], shown: string): [string, unknown][] {
  if (head === undefined) return value === undefined ? [] : [[shown, value]];
  if (!isObject(value)) return [];
  const key = head.replace(/\[\]$/, "");
  const path = shown ? `${shown}.${key}` : key;
  const next = value[key];
  if (!head.endsWith("[]")) return at(next, rest, path);
  return Array.isArray(next) ? next.flatMap((item, index) => at(item, rest, `${path}[${index}]`)) : [];
}
