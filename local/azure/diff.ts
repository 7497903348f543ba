import { isDeepStrictEqual } from "node:util";
import { immutable } from "./immutable";
import { Change, Difference, isObject, Props } from "./provider";
import { ResourceType } from "./types/resourceType";

type Kind = "add" | "update" | "delete";

/** Azure writes a location in two ways: `Sweden Central` is `swedencentral`. */
const normalLocation = (value: unknown): unknown => (typeof value === "string" ? value.toLowerCase().replaceAll(" ", "") : value);

/**
 * Every changed path of two values, as Pulumi writes paths: `subnets[1].name`. Lists are compared by position.
 * (azure-native compares lists that the specification gives identifiers without regard to order; here order counts.)
 */
export function changes(olds: unknown, news: unknown, path = ""): [string, Kind][] {
  if (isDeepStrictEqual(olds, news)) return [];
  if (olds === undefined) return [[path, "add"]];
  if (news === undefined) return [[path, "delete"]];
  if (isObject(olds) && isObject(news)) {
    const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
    return keys.flatMap((key) => changes(olds[key], news[key], path ? `${path}.${key}` : key));
  }
  if (Array.isArray(olds) && Array.isArray(news)) {
    return Array.from({ length: Math.max(olds.length, news.length) }).flatMap((_, i) =>
      changes(olds[i], news[i], `${path}[${i}]`),
    );
  }
  return [[path, "update"]];
}

/** Whether a change at `path` replaces, given the paths that do: the path itself, or one above it. */
function replacing(path: string, table: ReadonlySet<string>): boolean {
  const plain = path.replace(/\[\d+\]/g, "[]");
  return [...table].some((entry) => plain === entry || plain.startsWith(`${entry}.`) || plain.startsWith(`${entry}[`));
}

/** The paths of a type whose change replaces. */
export function replacePaths(token: string, type: ResourceType): ReadonlySet<string> {
  return new Set([...type.path, ...(type.located ? ["location"] : []), ...Object.keys(immutable[token] ?? {})]);
}

/**
 * What a change of inputs does. As azure-native answers it: parts of the id replace, and so do the properties of the table
 * {@link immutable}; a property that the old inputs left out and that Azure already returned with the new value does not; and
 * because names are given and not made up, a replaced resource is deleted first.
 */
export function difference(token: string, type: ResourceType, olds: { inputs: Props; outputs: Props }, news: Props): Difference {
  const table = replacePaths(token, type);
  const found = changes(located(withFixed(type, olds.inputs)), located(withFixed(type, news)));
  const detailed = Object.fromEntries(
    found.map(([path, kind]): [string, Change] => {
      const adopted = kind === "add" && isDeepStrictEqual(olds.outputs[path], news[path]);
      return [path, replacing(path, table) && !adopted ? `${kind}-replace` : kind];
    }),
  );
  const replaces = Object.keys(detailed).filter((path) => detailed[path]?.endsWith("-replace"));
  return {
    changed: found.length > 0,
    replaces,
    diffs: Object.keys(detailed),
    deleteBeforeReplace: replaces.length > 0,
    detailed,
  };
}

const located = (inputs: Props): Props =>
  "location" in inputs ? { ...inputs, location: normalLocation(inputs.location) } : inputs;

/** Inputs with the path parameters that Azure leaves no choice for. */
export const withFixed = (type: ResourceType, inputs: Props): Props => ({ ...type.fixed, ...inputs });
