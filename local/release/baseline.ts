import { isDeepStrictEqual } from "node:util";
import { replacePaths, replacesBetween } from "../azure/diff";
import { valuesAt } from "../azure/base/paths";
import { resourceType } from "../azure/services";
import type { Plan, PlanResource } from "../engine/plan";
import { acceptedUrns } from "./formerUrns";

/** Inputs of a resource that cannot change in place: path → value. */
export type FixedInputs = Record<string, unknown>;
/** What a release made in one environment: URN → inputs that cannot change in place. */
export type Baseline = Record<string, FixedInputs>;

/** A reason why an upgrade would replace or delete something. */
export interface Break {
  /** The resource of the baseline. */
  urn: string;
  /** What would happen, why, and what to do about it. */
  message: string;
}

/** Paths of a type whose change replaces. Every input of a random value does. */
function fixedPaths({ type, inputs }: PlanResource): string[] {
  if (type.startsWith("random:")) return Object.keys(inputs);
  return [...replacePaths(resourceType(type))].sort();
}

function fixedInputs(resource: PlanResource): FixedInputs {
  const ignored = new Set(resource.options.ignoreChanges ?? []);
  const paths = fixedPaths(resource).filter((path) => !ignored.has(path));
  return Object.fromEntries(paths.flatMap((path) => valuesAt(resource.inputs, path)));
}

/** What a release must keep of a plan: its resources and what of them cannot change in place. Components can change freely. */
export function baselineOf(plan: Plan): Baseline {
  const custom = plan.resources.filter((resource) => resource.custom);
  return Object.fromEntries(custom.map((resource): [string, FixedInputs] => [resource.urn, fixedInputs(resource)]).sort(byKey));
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

/**
 * What of a release this plan would replace or delete.
 * @param accepted changes that are meant: URN → reason
 * @param file where such changes are written down
 */
export function breaks(
  baseline: Baseline,
  plan: Plan,
  accepted: Readonly<Record<string, string>> = {},
  file = "test/fixtures/releases/accepted.json",
): Break[] {
  const all = new Map(plan.resources.map((resource) => [resource.urn, resource]));
  const today = new Map(plan.resources.flatMap((resource) => acceptedUrns(resource, all).map((urn) => [urn, resource] as const)));
  const inQuestion = Object.entries(baseline).filter(([urn]) => !(urn in accepted));
  return inQuestion.flatMap(([urn, before]) => breakOf(urn, before, today.get(urn), file));
}

function breakOf(urn: string, before: FixedInputs, resource: PlanResource | undefined, file: string): Break[] {
  if (!resource) return [{ urn, message: missing(urn, file) }];
  const now = fixedInputs(resource);
  const ignored = new Set(resource.options.ignoreChanges ?? []);
  const paths = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((path) => !ignored.has(path));
  return paths
    .filter((path) => !isDeepStrictEqual(before[path], now[path]) && isReplacement(resource, path, before[path], now[path]))
    .map((path) => ({ urn, message: changed(path, before, now, file) }));
}

const isReplacement = ({ type, inputs }: PlanResource, path: string, before: unknown, now: unknown): boolean =>
  type.startsWith("random:") || replacesBetween(resourceType(type), path, before, now, inputs);

const missing = (urn: string, file: string): string =>
  `is gone: an upgrade would delete it. If it was renamed or moved, give it an alias ({ aliases: [{ name: ${JSON.stringify(urn.split("::").at(-1))} }] }, ` +
  `or with its former parent); if it is meant to go, say so in ${file} and in CHANGELOG.md`;

const changed = (path: string, before: FixedInputs, now: FixedInputs, file: string): string =>
  `${path} was ${JSON.stringify(before[path])} and is ${JSON.stringify(now[path])}: Azure cannot change it, so an upgrade would replace the resource. ` +
  `Keep the value for existing environments (a setting with the old default), or say in ${file} and in CHANGELOG.md why not`;
