import { isDeepStrictEqual } from "node:util";
import { UNKNOWN, UnknownTypeError, providerFor, refusedUpdates } from "../../azure";
import type { PlanResource } from "../../engine/plan";
import type { PlanDocument } from "../facts/planView";
import { plainType } from "../facts/planView";
import { resourceKinds } from "../tables/resourceKinds";
import { propertyChanges } from "./changes";

/** A resource that comes, goes or is made again. */
export interface ResourceChange {
  /** URN in the plan that has it. */
  urn: string;
  /** Name in the program. */
  name: string;
  /** Type without the provider's name, such as `network:Subnet`. */
  type: string;
}

/** A resource that is deleted, with what is lost. */
export interface ResourceLoss extends ResourceChange {
  /** Whether it holds something that is lost. */
  stateful: boolean;
  /** What is lost with it. */
  loses?: string;
  /** Pulumi refuses, until its protection is taken away. */
  protected?: true;
}

/** A resource that is deleted and made again. */
export interface ResourceReplacement extends ResourceLoss {
  /** Properties that cannot change in place. */
  properties: string[];
}

/** What happens to the resources of a plan. */
export interface ResourceDifference {
  /** Resources that only the new plan has. */
  added: ResourceChange[];
  /** One entry for each property that changes in place. */
  changed: { urn: string; property: string; from: unknown; to: unknown }[];
  /** Resources that cannot change in place. */
  replaced: ResourceReplacement[];
  /** Resources that only the old plan has. */
  deleted: ResourceLoss[];
  /** Changes in place that Azure refuses while the old resources are there, with Azure's text. */
  refused: { urn: string; name: string; message: string }[];
}

/** A URN without stack and project, so that plans of two stacks can be compared. */
export const localUrn = (urn: string): string => urn.split("::").slice(2).join("::");

/** What has to happen to the resources of one plan so that they become those of another one. */
export function compareResources(from: PlanDocument, to: PlanDocument): ResourceDifference {
  const olds = new Map(from.resources.filter(({ custom }) => custom).map((one) => [localUrn(one.urn), one]));
  const pairs = to.resources.filter(({ custom }) => custom).map((one) => pairOf(one, olds));
  const kept = new Set(pairs.map(({ old }) => old));
  const replaced = replacements(pairs);
  const changed = pairs.flatMap(({ one, old }) =>
    old ? propertyChanges(old.inputs, one.inputs).map((change) => ({ urn: one.urn, ...change })) : [],
  );
  return {
    added: pairs.filter(({ old }) => !old).map(({ one }) => changeOf(one)),
    changed,
    replaced,
    deleted: [...olds.values()].filter((old) => !kept.has(old)).map(lossOf),
    refused: refusals(from, pairs, new Set(replaced.map(({ urn }) => urn))),
  };
}

/** What Azure refuses of the changes in place. */
function refusals(from: PlanDocument, pairs: readonly Pair[], replaced: ReadonlySet<string>): ResourceDifference["refused"] {
  const refusal = refusedUpdates(from.resources);
  return pairs.flatMap(({ one, old }) => {
    if (!old || replaced.has(one.urn) || isDeepStrictEqual(old.inputs, one.inputs)) return [];
    const message = refusal(old, one.inputs);
    return message === undefined ? [] : [{ urn: one.urn, name: one.name, message }];
  });
}

/** A resource with what it was: by its URN, else by a former one that it names. What Pulumi is told to ignore is as it was. */
function pairOf(one: PlanResource, olds: ReadonlyMap<string, PlanResource>): Pair {
  const { aliases = [], ignoreChanges = [] } = one.options;
  const former = aliases.flatMap((alias) => (typeof alias === "string" ? localUrn(alias) : formerUrn(one.urn, alias.name)));
  const old = [localUrn(one.urn), ...former].map((urn) => olds.get(urn)).find((found) => found !== undefined);
  const ignored = ignoreChanges.filter((key) => old && key in old.inputs);
  const inputs = { ...one.inputs, ...Object.fromEntries(ignored.map((key) => [key, old?.inputs[key]])) };
  return { one: ignored.length > 0 ? { ...one, inputs } : one, old };
}

const formerUrn = (urn: string, name: string | undefined): string[] =>
  name === undefined ? [] : [[...localUrn(urn).split("::").slice(0, 1), name].join("::")];

const changeOf = ({ urn, name, type }: PlanResource): ResourceChange => ({ urn, name, type: plainType(type) });

function lossOf(resource: PlanResource): ResourceLoss {
  const change = changeOf(resource);
  const { protect: isProtected, retainOnDelete: isKept } = resource.options;
  const loses = isKept ? undefined : resourceKinds[change.type]?.loses;
  return { ...change, stateful: loses !== undefined, ...(loses && { loses }), ...(isProtected && { protected: true as const }) };
}

interface Pair {
  one: PlanResource;
  old: PlanResource | undefined;
}

/**
 * The resources that are made again: what the tables of the stand-in say of their changed properties and of the option
 * `replaceOnChanges`, and what depends on a replaced resource with a property that cannot change. In a plan each resource stands after
 * what it depends on.
 */
function replacements(pairs: readonly Pair[]): ResourceReplacement[] {
  const found: ResourceReplacement[] = [];
  const madeAgain = new Map<string, PlanResource>();
  for (const { one, old } of pairs) {
    const properties = old ? replacing(one, old, madeAgain) : [];
    if (!old || properties.length === 0) continue;
    found.push({ ...lossOf(old), urn: one.urn, properties });
    madeAgain.set(one.urn, one);
  }
  return found;
}

function replacing(one: PlanResource, old: PlanResource, madeAgain: ReadonlyMap<string, PlanResource>): string[] {
  const unsure = Object.entries(one.propertyDependencies).flatMap(([key, urns]): [string, unknown][] => {
    const others = urns.flatMap((urn) => madeAgain.get(urn) ?? []);
    return others.length > 0 ? [[key, withoutAnswers(one.inputs[key], others)]] : [];
  });
  const news = { ...one.inputs, ...Object.fromEntries(unsure) };
  const paths = replacePaths(one.type, old, news);
  const options = one.options.replaceOnChanges ?? [];
  const wanted = propertyChanges(old.inputs, one.inputs)
    .map(({ property }) => property)
    .filter((path) => options.some((option) => option === "*" || path === option || path.startsWith(`${option}.`)));
  return [...new Set([...paths, ...wanted])];
}

/**
 * An input as a preview knows it before these resources are made again: the texts that hold an id of theirs are unknown. Where none does, something
 * else of them is in it, and nothing of it is known.
 */
function withoutAnswers(value: unknown, others: readonly PlanResource[]): unknown {
  const hidden = hide(value, (text) => others.some(({ id }) => id !== undefined && text.includes(id)));
  return isDeepStrictEqual(hidden, value) ? UNKNOWN : hidden;
}

function hide(value: unknown, isHidden: (text: string) => boolean): unknown {
  if (typeof value === "string") return isHidden(value) ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map((item) => hide(item, isHidden));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hide(item, isHidden)]));
}

/** Types that the stand-in does not know are of a plan of another program: nobody here knows what replaces them. */
function replacePaths(type: string, old: PlanResource, news: Record<string, unknown>): string[] {
  try {
    return providerFor(type.split(":")[0] ?? "").diff(type, { inputs: old.inputs, outputs: old.outputs }, news).replaces;
  } catch (error) {
    if (error instanceof UnknownTypeError) return [];
    throw error;
  }
}
