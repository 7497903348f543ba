import { isDeepStrictEqual } from "node:util";
import type { Plan, PlanResource } from "../engine/plan";
import { acceptedUrns } from "../release/formerUrns";

/** A place where two plans differ. */
export interface Difference {
  /** URN of the resource in the earlier plan, or `outputs` or `rules`. */
  urn: string;
  /** Path below it; empty: the whole resource is new or gone. */
  path: string;
  /** Value in the earlier plan; undefined: nothing. */
  before: unknown;
  /** Value in the later plan; undefined: nothing. */
  after: unknown;
}

/**
 * Where the later plan would deploy something else than the earlier one. Components, parents and aliases do not count by themselves: a resource
 * that moved below another component, with an alias, is the same resource. Lists of dependencies are compared without regard to order, because
 * Pulumi gives them none.
 */
export function differences(before: Plan, after: Plan): Difference[] {
  const moved = formerUrns(before, after);
  const [old, now] = [deployed(before, new Map()), deployed(after, moved)];
  const urns = [...new Set([...old.keys(), ...now.keys()])].sort();
  return [
    ...urns.flatMap((urn) => valueDifferences(urn, "", old.get(urn), now.get(urn))),
    ...valueDifferences("outputs", "", before.outputs, after.outputs),
    ...valueDifferences("rules", "", withFormer(before.rules, new Map()), withFormer(after.rules, moved)),
  ];
}

/** For each resource of the later plan that moved: its URN → its URN in the earlier plan. */
function formerUrns(before: Plan, after: Plan): Map<string, string> {
  const known = new Set(before.resources.map(({ urn }) => urn));
  const all = new Map(after.resources.map((resource) => [resource.urn, resource]));
  return new Map(
    after.resources
      .filter(({ urn }) => !known.has(urn))
      .flatMap((resource) => {
        const former = acceptedUrns(resource, all).find((urn) => known.has(urn));
        return former === undefined ? [] : [[resource.urn, former] as const];
      }),
  );
}

function deployed(plan: Plan, moved: ReadonlyMap<string, string>): Map<string, unknown> {
  const custom = plan.resources.filter((resource) => resource.custom);
  return new Map(custom.map((resource) => [moved.get(resource.urn) ?? resource.urn, comparable(resource, plan, moved)]));
}

function comparable(resource: PlanResource, plan: Plan, moved: ReadonlyMap<string, string>): unknown {
  const { type, name, id, inputs, outputs, dependencies, propertyDependencies, options } = resource;
  const isCustom = new Set(plan.resources.flatMap(({ custom, urn }) => (custom ? [urn] : [])));
  const known = (urns: readonly string[]) => urns.filter((urn) => isCustom.has(urn));
  const byProperty = Object.entries(propertyDependencies).map(([key, urns]) => [key, known(urns)] as const);
  const compared = {
    ...{ type, name, id, inputs, outputs },
    dependencies: known(dependencies),
    propertyDependencies: Object.fromEntries(byProperty),
    options: { ...options, aliases: undefined },
  };
  return withFormer(compared, moved);
}

/** The value with the former URN of everything that moved, and lists of URNs in alphabetical order. */
function withFormer(value: unknown, moved: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return moved.get(value) ?? value;
  if (Array.isArray(value)) {
    const list: unknown[] = value.map((entry) => withFormer(entry, moved));
    return list.every((entry) => typeof entry === "string" && entry.startsWith("urn:pulumi:")) ? list.sort() : list;
  }
  if (!isGroup(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withFormer(entry, moved)]));
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

function valueDifferences(urn: string, path: string, before: unknown, after: unknown): Difference[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return before.flatMap((value, index) => valueDifferences(urn, `${path}[${index}]`, value, after[index]));
  if (!isGroup(before) || !isGroup(after)) return [{ urn, path, before, after }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => valueDifferences(urn, path ? `${path}.${key}` : key, before[key], after[key]));
}
