import { normalType } from "../../policies/base/typeTokens";
import { judgedTypes } from "../../policies/types/judged";
import type { Planned } from "../policies/planned";
import { unknown } from "./changes";

/** How a property is changed. */
export type How = "flipped" | "removed" | "unknown";

/** One change of one property of one resource of a plan. */
export interface Mutation {
  /** `module:Resource` of azure-native. */
  type: string;
  /** The property, with `[]` for entries of lists. */
  path: string;
  how: How;
  resource: Planned;
  /** Makes the resource with the property changed. */
  changed: () => Planned;
}

/** The keys that lead to a property; numbers are places in lists. */
type Keys = readonly (string | number)[];

interface Leaf {
  keys: Keys;
  value: unknown;
}

/** Resources on which each value of a property is tried: another one may be judged for other reasons. */
const resourcesOfValue = 2;

/**
 * Changes of every property that judged resources of a plan have, on some resources for each value that it has.
 *
 * @param tried Values that were tried already, in another plan; those of this one are added.
 */
export function mutationsOf(resources: readonly Planned[], tried: Map<string, number>): Mutation[] {
  return resources.flatMap((resource) => {
    const type = normalType(resource.type);
    if (!type || !judgedTypes.has(type)) return [];
    return leavesOf(resource.inputs).flatMap(({ keys, value }) => {
      const path = pathOf(keys);
      const place = `${type} ${path} ${isWord(value) ? String(value) : ""}`;
      const count = tried.get(place) ?? 0;
      if (count >= resourcesOfValue) return [];
      tried.set(place, count + 1);
      return (["flipped", "removed", "unknown"] as const).map((how) => ({
        type,
        path,
        how,
        resource,
        changed: () => mutated(resource, keys, how === "flipped" ? flipped(value) : how === "unknown" ? unknown : undefined),
      }));
    });
  });
}

const isWord = (value: unknown): boolean =>
  typeof value === "boolean" || (typeof value === "string" && /^[A-Z*][\w.]{0,24}$/.test(value));

function pathOf(keys: Keys): string {
  return keys
    .map((key) => (typeof key === "number" ? "[]" : `.${key}`))
    .join("")
    .slice(1);
}

function leavesOf(value: unknown, keys: Keys = []): Leaf[] {
  if (typeof value !== "object" || value === null) return [{ keys, value }];
  if (Array.isArray(value)) return value.flatMap((one, index) => leavesOf(one, [...keys, index]));
  return Object.entries(value).flatMap(([key, one]) => leavesOf(one, [...keys, key]));
}

const opposites: Readonly<Record<string, string>> = {
  allow: "Deny",
  deny: "Allow",
  disabled: "Enabled",
  enabled: "Disabled",
  inbound: "Outbound",
  outbound: "Inbound",
  https: "http",
  false: "True",
  true: "False",
};

/** Another value of the same kind: the opposite where there is one, else one that nobody has named. */
function flipped(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value === 0 ? 1_000_000 : 0;
  const text = String(value);
  const opposite = opposites[text.toLowerCase()];
  if (opposite) return opposite;
  if (text.startsWith("/subscriptions/"))
    return text.replace(/^\/subscriptions\/[^/]+/, "/subscriptions/99999999-0000-4000-8000-000000000009");
  if (text.startsWith("https://")) return "https://strangers.example.com/";
  if (/^\d+\.\d+\.\d+\.\d+/.test(text)) return "203.0.113.7";
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(text) ? "99999999-9999-4999-8999-999999999999" : `${text}x`;
}

/** A copy of the resource whose property has another value; undefined takes it away, an entry of a list with it. */
function mutated(resource: Planned, keys: Keys, value: unknown): Planned {
  const copy = structuredClone(resource);
  for (const side of [copy.inputs, copy.outputs]) put(side, keys, value);
  return copy;
}

function put(root: unknown, keys: Keys, value: unknown): void {
  const last = keys.at(-1)!;
  const at = keys
    .slice(0, -1)
    .reduce<unknown>((holder, key) => (holder as Record<string | number, unknown> | undefined)?.[key], root);
  if (typeof at !== "object" || at === null) return;
  if (value !== undefined) (at as Record<string | number, unknown>)[last] = value;
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else delete (at as Record<string | number, unknown>)[last];
}
