import type { Plan, PlanResource } from "../engine/plan";
import { Style } from "./style";

/** Resources of one type under one parent that are named one by one; of more, the first ones and a count. */
const namedOfOneType = 4;

/** Type as people read it, without the package: `network:Subnet` of `azure-native:network:Subnet`, `RandomString` of `random:index/randomString:RandomString`. */
export function shortType(type: string): string {
  const [pkg, module, name] = type.split(":");
  const folder = module?.split("/")[0];
  if (name === undefined) return module ?? pkg ?? type;
  return folder === "index" ? name : `${folder}:${name}`;
}

interface Node {
  resource: PlanResource;
  children: Node[];
}

/**
 * The resources of a plan as a tree of components, one line each. Resources without children of their own stand
 * together by type.
 */
export function treeLines(plan: Plan, style: Style): string[] {
  const nodes = new Map(plan.resources.map((resource) => [resource.urn, { resource, children: [] } as Node]));
  const roots: Node[] = [];
  for (const node of nodes.values()) (nodes.get(node.resource.parent ?? "")?.children ?? roots).push(node);
  return roots.flatMap((root) => [label(root.resource, style), ...childLines(root, "", style)]);
}

function label({ name, type, custom }: PlanResource, style: Style): string {
  return `${custom ? name : style.strong(name)}  ${style.faint(shortType(type))}`;
}

function childLines(parent: Node, indent: string, style: Style): string[] {
  const leaves = parent.children.filter((child) => child.children.length === 0 && child.resource.custom);
  const branches = parent.children.filter((child) => !leaves.includes(child));
  const rows = [
    ...leafRows(leaves, style).map((text) => ({ text, node: undefined })),
    ...branches.map((node) => ({ text: label(node.resource, style), node })),
  ];
  return rows.flatMap(({ text, node }, index) => {
    const last = index === rows.length - 1;
    const below = node ? childLines(node, indent + (last ? "   " : "│  "), style) : [];
    return [`${indent}${last ? "└─ " : "├─ "}${text}`, ...below];
  });
}

function leafRows(leaves: Node[], style: Style): string[] {
  const types = groupBy(leaves, ({ resource }) => resource.type);
  return [...types]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([type, nodes]) => {
      const names = nodes.map(({ resource }) => resource.name).sort();
      const shown =
        names.length > namedOfOneType
          ? [...names.slice(0, namedOfOneType - 1), `${names.length - namedOfOneType + 1} more`]
          : names;
      const count = names.length > 1 ? ` ×${names.length}` : "";
      return `${shortType(type)}${count}  ${style.faint(shown.join(", "))}`;
    });
}

/** How many custom resources there are of each type, most first, then by name. */
export function countsByType(plan: Plan): [type: string, count: number][] {
  const types = groupBy(
    plan.resources.filter((resource) => resource.custom),
    (resource) => shortType(resource.type),
  );
  return [...types]
    .map(([type, resources]): [string, number] => [type, resources.length])
    .sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
