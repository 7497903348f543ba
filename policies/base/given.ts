import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import type { Environment } from "./environment";
import type { Provider, Resource, ResourceOptions } from "./rule";
import { Stack, StackResource } from "./stack";
import { normalType } from "./typeTokens";
import { unwrap, Value } from "./value";

/** The parts of a resource that the SDK hands to a rule over one and to a rule over the stack alike. */
type Given = Pick<ResourceValidationArgs, "type" | "urn" | "name" | "opts" | "provider">;

/** What the SDK hands to the rules of a pack, made into what they read once for all of them. */
export class GivenResources {
  /** Inputs of every resource by URN. */
  private readonly inputs = new Map<string, Record<string, unknown>>();
  private readonly made = new WeakMap<object, Resource>();
  private last?: { resources: readonly PolicyResource[]; stack: Stack };

  /** Keeps the inputs of a resource for the rules over the stack, which are given outputs. */
  remember({ urn, props }: ResourceValidationArgs): void {
    this.inputs.set(urn, unwrap(props));
    delete this.last;
  }

  /** The resource of what a rule over one is given; the same one for the next rule that is given the same. */
  one(args: ResourceValidationArgs, type: string): Resource {
    const known = this.made.get(args);
    if (known) return known;
    const resource = resourceOf(args, type, unwrap(args.props));
    this.made.set(args, resource);
    return resource;
  }

  /** The stack of the resources; the same one for all rules that are asked about the same resources. */
  stack(resources: readonly PolicyResource[], environment: Environment): Stack {
    const { last } = this;
    if (last?.resources === resources) return last.stack;
    const same =
      last?.resources.length === resources.length && resources.every((one, index) => isSame(one, last.resources[index]));
    if (last && same) return last.stack;
    const stack = new Stack(
      resources.map((one) => stackResourceOf(one, this.inputs.get(one.urn))),
      environment,
    );
    this.last = { resources, stack };
    return stack;
  }
}

/** The SDK makes its objects anew for each rule; {@link shareProperties} keeps the properties in them the same. */
function isSame(one: PolicyResource, other: PolicyResource | undefined): boolean {
  return one.urn === other?.urn && unwrap(one.props) === unwrap(other.props);
}

/** A resource of the SDK as rules see it. A class: closures made for each of thousands of resources cost as much as many rules. */
class GivenResource implements Resource {
  readonly urn: string;
  readonly token: string;
  readonly name: string;
  readonly inputs: Value;
  readonly options: ResourceOptions;
  readonly provider?: Provider;

  constructor(
    { urn, type: token, name, opts, provider }: Given,
    readonly type: string,
    plain: Record<string, unknown>,
  ) {
    this.urn = urn;
    this.token = token;
    this.name = name;
    this.inputs = new Value(plain);
    const { ignoreChanges = [], protect = false, retainOnDelete = false }: Partial<ResourceOptions> = opts ?? {};
    this.options = { ignoreChanges, protect, retainOnDelete };
    if (provider) this.provider = providerOf(provider);
  }

  at(path: string): Value {
    return this.inputs.at(path);
  }
}

/** The resource as rules see it. */
export function resourceOf(given: Given, type: string, plain: Record<string, unknown>): Resource {
  return new GivenResource(given, type, plain);
}

function providerOf({ urn, type, name, props }: NonNullable<Given["provider"]>): Provider {
  return { urn, type, name, inputs: new Value(unwrap(props)) };
}

/** @param inputs What the program asked for, of which the outputs lack much. @default the outputs */
function stackResourceOf(one: PolicyResource, inputs = unwrap(one.props)): StackResource {
  const resource = new GivenResource(one, normalType(one.type) ?? one.type, inputs);
  const propertyDependencies: Record<string, string[]> = {};
  for (const [property, list] of Object.entries(one.propertyDependencies)) propertyDependencies[property] = urnsOf(list);
  return Object.assign(resource, {
    propertyDependencies,
    dependencies: urnsOf(one.dependencies),
    outputs: new Value(unwrap(one.props)),
  });
}

function urnsOf(resources: readonly PolicyResource[]): string[] {
  return resources.map(({ urn }) => urn);
}
