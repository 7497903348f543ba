import { ArmTypeToken, armTypes, parseArmId } from "./armIds";
import { Environment, environmentOf } from "./environment";
import type { Resource } from "./rule";
import { Value } from "./value";

/** A resource of the stack with what the engine knows of its references. */
export interface StackResource extends Resource {
  /** URNs of what the resource depends on, by top-level property; a property may be missing. */
  propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** URNs of all that the resource depends on. */
  dependencies: readonly string[];
  /** What Azure answered, as far as it is known. */
  outputs: Value;
}

/** Something that a property refers to: in the stack, or somewhere else and known by its id only. */
export interface Target {
  /** The URN, or the id in lower case: equal for equal targets. */
  key: string;
  /** Undefined for what is not in the stack. */
  resource?: StackResource;
}

/** A place of a resource that holds an id. */
export interface Place {
  /** The resource. */
  resource: StackResource;
  /** The id. */
  id: Value;
}

/**
 * The resources of a stack, joined by their references. A reference is followed by its id when that is known, else by
 * the dependency that the engine recorded for the property: on a first deployment no id is known.
 */
export class Stack {
  private readonly byUrn: ReadonlyMap<string, StackResource>;
  private readonly memory = new Map<string, unknown>();

  constructor(
    /** Every resource of the stack, in the order of the program. */
    readonly resources: readonly StackResource[],
    /** Settings that all rules share. */
    readonly environment: Environment = environmentOf({}),
  ) {
    this.byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  }

  /** What `make` gives, made once for this stack: facts that many rules ask for. */
  once<T>(key: string, make: () => T): T {
    const known = this.memory.get(key);
    if (known !== undefined || this.memory.has(key)) return known as T;
    const made = make();
    this.memory.set(key, made);
    return made;
  }

  /** The resource with a URN. */
  byName(urn: string): StackResource | undefined {
    return this.byUrn.get(urn);
  }

  /** The resources of any of these types, in the order of the program. */
  ofType(...types: string[]): StackResource[] {
    const byType = this.once("types", () => {
      const map = new Map<string, StackResource[]>();
      for (const resource of this.resources) put(map, resource.type, resource);
      return map;
    });
    return types.length === 1 ? (byType.get(types[0] ?? "") ?? []) : types.flatMap((type) => byType.get(type) ?? []);
  }

  /** The resources of `type` that a top-level property of `resource` depends on. */
  dependencies(resource: StackResource, property: string, type?: string): StackResource[] {
    return (resource.propertyDependencies[property] ?? [])
      .map((urn) => this.byUrn.get(urn))
      .filter((one): one is StackResource => !!one && (type === undefined || one.type === type));
  }

  /** What the id at `path` of `resource` refers to; empty when neither id nor dependency tells. */
  targets(resource: StackResource, id: Value, type: ArmTypeToken): Target[] {
    const known = id.text() ?? "";
    const found = this.byId(known, type);
    if (found) return [toTarget(found)];
    const property = id.path.split(/[.[]/)[0] ?? "";
    const depended = this.dependencies(resource, property, type);
    // An id that names another resource than those depended on wins, unless their own names are still unknown.
    const possible = isIdOf(known, type) ? depended.filter((one) => !isNameKnown(one, type)) : depended;
    return possible.length > 0 || known === "" ? possible.map(toTarget) : [{ key: known.toLowerCase().replace(/\/$/, "") }];
  }

  /** Whether the id at `path` of `resource` refers to `target`. */
  refersTo(resource: StackResource, id: Value, target: StackResource): boolean {
    return this.targets(resource, id, target.type as ArmTypeToken).some((one) => one.key === target.urn);
  }

  /**
   * Those of `places` whose id refers to `target`. They are looked up: rules that ask every id about every resource take the square of
   * the stack's size.
   *
   * @param what Names the places; the same name for the same ones.
   * @param places Every place of the stack that may refer to a resource of the target's type.
   */
  referring<P extends Place>(what: string, target: StackResource, places: () => readonly P[]): P[] {
    const byTarget = this.once(`${what} by ${target.type}`, () => {
      const found = new Map<string, P[]>();
      for (const place of places())
        for (const { key } of this.targets(place.resource, place.id, target.type as ArmTypeToken)) put(found, key, place);
      return found;
    });
    return [...new Set(byTarget.get(target.urn))];
  }

  /** The resources of the types whose `property`, a name, is the name of `target`, which `targetProperty` holds there. */
  namedAfter(types: readonly string[], property: string, target: StackResource, targetProperty: string): StackResource[] {
    const { byName, byDependency } = this.byProperty(types, property);
    const name = target.at(targetProperty).text()?.toLowerCase();
    const possible = [...(name === undefined ? [] : (byName.get(name) ?? [])), ...(byDependency.get(target.urn) ?? [])];
    return [...new Set(possible)].filter((one) => this.isNamed(one, property, target, targetProperty));
  }

  /** The resources of a type whose name, which `targetProperty` holds, is `property` of `resource`. */
  namedBy(resource: StackResource, property: string, type: string, targetProperty = property): StackResource[] {
    const name = resource.at(property).text()?.toLowerCase();
    const known = name === undefined ? [] : (this.byProperty([type], targetProperty).byName.get(name) ?? []);
    const possible = [...known, ...this.dependencies(resource, property, type)];
    return [...new Set(possible)].filter((one) => this.isNamed(resource, property, one, targetProperty));
  }

  /** The resources of the types by a property, in lower case, and by the URNs that it depends on. */
  private byProperty(types: readonly string[], property: string) {
    return this.once(`${types.join()} by ${property}`, () => {
      const byName = new Map<string, StackResource[]>();
      const byDependency = new Map<string, StackResource[]>();
      for (const resource of this.ofType(...types)) {
        const name = resource.at(property).text();
        if (name !== undefined) put(byName, name.toLowerCase(), resource);
        for (const urn of resource.propertyDependencies[property] ?? []) put(byDependency, urn, resource);
      }
      return { byName, byDependency };
    });
  }

  /** Whether `property` of `resource`, a name, is the name of `target`, which `targetProperty` holds there. */
  isNamed(resource: StackResource, property: string, target: StackResource, targetProperty: string): boolean {
    const name = resource.at(property).text();
    if (name === undefined || !target.at(targetProperty).isKnown) return this.dependencies(resource, property).includes(target);
    return target.at(targetProperty).is(name) && sameWhereKnown(resource, target, "resourceGroupName");
  }

  /** The resource of the stack that has a known id. */
  byId(id: string, type: ArmTypeToken): StackResource | undefined {
    const parts = parseArmId(id);
    if (!parts || !isIdOf(id, type)) return undefined;
    return (this.named(type).get(parts.names.join("/")) ?? []).find(
      (resource) => !resource.at("resourceGroupName").isKnown || resource.at("resourceGroupName").is(parts.resourceGroup),
    );
  }

  /** The resources of a type by their names, in lower case. */
  private named(type: ArmTypeToken): ReadonlyMap<string, StackResource[]> {
    return this.once(`names of ${type}`, () => {
      const byName = new Map<string, StackResource[]>();
      for (const resource of this.ofType(type)) {
        const names = armTypes[type].names.map((input) => resource.at(input).text() ?? "");
        put(byName, names.join("/").toLowerCase(), resource);
      }
      return byName;
    });
  }
}

function put<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function toTarget(resource: StackResource): Target {
  return { key: resource.urn, resource };
}

function isIdOf(id: string, type: ArmTypeToken): boolean {
  return parseArmId(id)?.type === armTypes[type].armType.toLowerCase();
}

function isNameKnown(resource: StackResource, type: ArmTypeToken): boolean {
  return armTypes[type].names.every((input) => resource.at(input).isKnown);
}

function sameWhereKnown(a: StackResource, b: StackResource, property: string): boolean {
  const text = a.at(property).text();
  return text === undefined || !b.at(property).isKnown || b.at(property).is(text);
}
