import type { Alias } from "../engine/deployment";
import type { PlanResource } from "../engine/plan";
import { createUrn, stackType } from "../engine/urn";

/** Where a resource is or was: URN of its parent, if that is not the stack, and its own type and name. */
interface Identity {
  urn: string;
  name: string;
}

/** Resources by URN. */
export type Resources = ReadonlyMap<string, PlanResource>;

/** `urn:pulumi:<stack>::<project>::…` → stack and project. */
function placeOf(urn: string): { stack: string; project: string } {
  const [stack = "", project = ""] = urn.replace(/^urn:pulumi:/, "").split("::");
  return { stack, project };
}

/** The name that a child had under its parent's former name: a name that begins with the parent's is taken to follow it. */
const nameUnder = (child: string, parent: string, former: string): string =>
  child.startsWith(parent) ? former + child.slice(parent.length) : child;

/**
 * Every URN that the engine takes for this resource: its own, those of its aliases, and those that follow from aliases of its parents
 * (Pulumi documentation, "Resource option: aliases").
 */
export function acceptedUrns(resource: PlanResource, all: Resources): string[] {
  return identities(resource, all).map(({ urn }) => urn);
}

function identities(resource: PlanResource, all: Resources): Identity[] {
  const { aliases = [] } = resource.options;
  return [...underParents(resource, all, resource.parent, {}), ...aliases.flatMap((alias) => ofAlias(resource, all, alias))];
}

function ofAlias(resource: PlanResource, all: Resources, alias: Alias): Identity[] {
  if (typeof alias === "string") return [{ urn: alias, name: alias.split("::").slice(3).join("::") }];
  return underParents(resource, all, alias.noParent ? undefined : (alias.parent ?? resource.parent), alias);
}

/** The resource with the differences of an alias, under each identity of a parent. */
function underParents(
  { urn, type, name }: PlanResource,
  all: Resources,
  parentUrn: string | undefined,
  differs: Exclude<Alias, string>,
): Identity[] {
  const { stack, project } = { ...placeOf(urn), ...differs };
  const parent = parentUrn === undefined ? undefined : all.get(parentUrn);
  const parents = parent && parent.type !== stackType ? identities(parent, all) : [{ urn: parentUrn, name: "" }];
  return parents.map((former) => {
    const inherited = parent && parent.type !== stackType ? nameUnder(name, parent.name, former.name) : name;
    const own = differs.name ?? inherited;
    return { urn: createUrn(stack, project, former.urn, differs.type ?? type, own), name: own };
  });
}
