import { isDeepStrictEqual } from "node:util";
import { normalLocation } from "./base/locations";
import { valuesAt } from "./base/paths";
import { Change, Difference, isObject, isUnknown, Props } from "./base/provider";
import { ResourceType } from "./base/resourceType";

type Kind = "add" | "update" | "delete";

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

/** The paths of a type whose change replaces. */
export function replacePaths(type: ResourceType): ReadonlySet<string> {
  return new Set([...type.path, ...(type.located ? ["location"] : []), ...Object.keys(type.immutable ?? {})]);
}

/** Whether a change of a path between two values, undefined for none, replaces a resource of the type; the path is one that can. */
export function replacesBetween(type: ResourceType, path: string, before: unknown, after: unknown, news: Props): boolean {
  const row = type.immutable?.[path];
  return typeof row !== "object" || isUnknown(before) || isUnknown(after) || row.replaces(before, after, news);
}

/** What a difference is made of. */
interface Compared {
  olds: Props;
  /** What Azure returned for `olds`. */
  outputs: Props;
  news: Props;
}

const isUnder = (path: string, above: string): boolean =>
  path === above || path.startsWith(`${above}.`) || path.startsWith(`${above}[`);

/**
 * Whether the change at `path` replaces, given the paths that do: one of them is the path itself or above it, or one below it
 * has another value than before. What the old inputs left out and Azure already returned with the new value does not replace, nor does an
 * object that a preview does not know yet: what is in it may stay as it is.
 */
function isReplacing(path: string, kind: Kind, table: ReadonlySet<string>, { olds, outputs, news }: Compared): boolean {
  const plain = path.replace(/\[\d+\]/g, "[]");
  return [...table].some((entry) => {
    const fixed = isUnder(plain, entry) ? plain : entry;
    const isHidden = fixed !== plain && valuesAt(news, plain).some(([at, value]) => at === path && isUnknown(value));
    if (!isUnder(fixed, plain) || isHidden) return false;
    const [before, returned, after] = [olds, outputs, news].map((props) =>
      valuesAt(props, fixed).filter(([at]) => isUnder(at, path)),
    );
    const adopted = kind === "add" && after?.length !== 0 && isDeepStrictEqual(returned, after);
    return !adopted && (fixed === plain || !isDeepStrictEqual(before, after));
  });
}

/**
 * What a change of inputs does. As azure-native answers it: parts of the id replace, and so do the immutable properties of
 * the type; and because names are given and not made up, a replaced resource is deleted first.
 */
export function difference(type: ResourceType, olds: { inputs: Props; outputs: Props }, news: Props): Difference {
  const compared = { olds: located(withFixed(type, olds.inputs)), outputs: olds.outputs, news: located(withFixed(type, news)) };
  const valueAt = (props: Props, path: string): unknown => valuesAt(props, path)[0]?.[1];
  const table = new Set(
    [...replacePaths(type)].filter((path) => {
      const before = valueAt(compared.olds, path) ?? valueAt(compared.outputs, path);
      return replacesBetween(type, path, before, valueAt(compared.news, path), compared.news);
    }),
  );
  const found = changes(compared.olds, compared.news);
  const detailed = Object.fromEntries(
    found.map(([path, kind]): [string, Change] => [path, isReplacing(path, kind, table, compared) ? `${kind}-replace` : kind]),
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
  typeof inputs.location === "string" ? { ...inputs, location: normalLocation(inputs.location) } : inputs;

/** Inputs with the path parameters that Azure leaves no choice for. */
export const withFixed = (type: ResourceType, inputs: Props): Props => ({ ...type.fixed, ...inputs });
