import type { Planned } from "../policies/planned";

/** Pulumi's sentinel for text that a preview does not know. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A plan that is changed: resources that are not touched stay the same objects, so that they need not be judged again. */
export class Changed {
  constructor(
    public resources: readonly Planned[],
    private readonly prefix = (resources[0]?.urn ?? "").split("::").slice(0, 2).join("::"),
  ) {}

  /** Names of the resources of a type of azure-native, `module:Resource`. */
  names(type: string): string[] {
    return this.resources.filter((one) => one.type === `azure-native:${type}`).map(({ name }) => name);
  }

  /** The resource of a type with a name; without a name the first of the type. */
  one(type: string, name?: string): Planned {
    const found = this.resources.find((one) => one.type === `azure-native:${type}` && (name === undefined || one.name === name));
    if (!found) throw new Error(`the plan has no ${type} ${name ?? ""}; it has ${this.names(type).join(", ")}`);
    return found;
  }

  /** Gives a place of the inputs another value; undefined takes it away. The outputs follow. `-` stands for one more entry of a list. */
  set(type: string, name: string | undefined, path: string, value: unknown): this {
    return this.replace(this.one(type, name), (one) => {
      put(one.inputs, path, value);
      put(one.outputs, path, value);
      this.forget(one, path.split(".")[0]!);
    });
  }

  /** A property that had an id and has it no more depends no more on what the id was of. */
  private forget(one: Planned, property: string): void {
    const holds = JSON.stringify(one.inputs[property] ?? null);
    const kept = (one.propertyDependencies[property] ?? []).filter((urn) => {
      const id = this.resources.find((other) => other.urn === urn)?.id;
      return id === undefined || holds.includes(id);
    });
    one.propertyDependencies = { ...one.propertyDependencies, [property]: kept };
  }

  /** Changes a resource in a copy. */
  replace(old: Planned, change: (copy: Planned) => void): this {
    const copy = structuredClone(old);
    change(copy);
    this.resources = this.resources.map((one) => (one === old ? copy : one));
    return this;
  }

  /** Replaces text in a text at a place of the inputs. */
  edit(type: string, name: string | undefined, path: string, change: (text: string) => string): this {
    return this.replace(this.one(type, name), (one) => {
      const before = get(one.inputs, path);
      const after = change(String(before));
      if (typeof before !== "string" || after === before) throw new Error(`${type} ${name}: nothing changes at ${path}`);
      put(one.inputs, path, after);
      put(one.outputs, path, after);
    });
  }

  remove(type: string, name?: string): this {
    const gone = this.one(type, name);
    this.resources = this.resources.filter((one) => one !== gone);
    return this;
  }

  /** Adds a resource, with the inputs of another one of the type below its own. */
  add(
    type: string,
    name: string,
    inputs: Record<string, unknown>,
    more: { like?: string; options?: object; dependsOn?: Record<string, Planned> } = {},
  ): this {
    const token = type.split(":").length > 2 ? type : `azure-native:${type}`;
    const model = more.like === undefined ? undefined : structuredClone(this.one(type, more.like));
    const all = Object.fromEntries(Object.entries({ ...model?.inputs, ...inputs }).filter(([, value]) => value !== undefined));
    const depended = Object.entries(more.dependsOn ?? {}).map(([property, one]) => [property, [one.urn]] as const);
    const added = {
      urn: `${this.prefix}::${token}::${name}`,
      type: token,
      name,
      custom: true,
      parent: this.resources[0]!.urn,
      inputs: all,
      outputs: all,
      dependencies: depended.flatMap(([, urns]) => urns),
      propertyDependencies: { ...model?.propertyDependencies, ...Object.fromEntries(depended) },
      options: more.options ?? {},
    } as unknown as Planned;
    this.resources = [...this.resources, added];
    for (const property of Object.keys(inputs)) if (more.dependsOn?.[property] === undefined) this.forget(added, property);
    return this;
  }

  /** Gives a resource other options of the program. */
  options(type: string, name: string | undefined, options: object): this {
    return this.replace(this.one(type, name), (one) => void Object.assign(one.options, options));
  }
}

type Tree = Record<string, unknown> | unknown[];

export function get(root: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], root);
}

function put(root: Record<string, unknown>, path: string, value: unknown): void {
  const steps = path.split(".");
  const last = steps.pop()!;
  let at: Tree = root;
  for (const step of steps) {
    const held = at as Record<string, Tree | undefined>;
    at = held[step] ??= {};
    if (typeof at !== "object") throw new Error(`nothing below ${step} of ${path}`);
  }
  if (Array.isArray(at) && last === "-") at.push(value);
  else if (value === undefined) delete (at as Record<string, unknown>)[last];
  else (at as Record<string, unknown>)[last] = value;
}
