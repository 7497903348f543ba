import { NotSimulatedError, PreviewError, messageOf } from "./errors";
import { normalized, plain, secret, withSecretsOf } from "./properties";
import { FunctionError, type CheckFailure, type Props } from "../protocol/provider";
import type { Provider, ProviderLookup } from "./provider";
import { createUrn, packageOf } from "./urn";

/** Options of a resource that reach the engine; only those that were set. */
export interface ResourceOptions {
  protect?: boolean;
  retainOnDelete?: boolean;
  deleteBeforeReplace?: boolean;
  ignoreChanges?: string[];
  replaceOnChanges?: string[];
  hideDiffs?: string[];
  additionalSecretOutputs?: string[];
  replaceWith?: string[];
  deletedWith?: string;
  replacementTrigger?: unknown;
  customTimeouts?: { create?: string; update?: string; delete?: string };
  aliases?: Alias[];
}

/** A former identity of a resource: a URN, or what differs from today. */
export type Alias =
  string | { name?: string; type?: string; stack?: string; project?: string; parent?: string; noParent?: boolean };

/** What a program asks for when it registers a resource. Properties are in Pulumi's encoding. */
export interface Goal {
  type: string;
  name: string;
  custom: boolean;
  parent?: string;
  inputs: Props;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  options: ResourceOptions;
  /** Version of the provider's SDK. */
  version: string;
}

/** A resource of the plan. `inputs` and `outputs` are in Pulumi's encoding, secrets marked. */
export interface PlannedResource extends Omit<Goal, "version"> {
  urn: string;
  /** Id of a custom resource; undefined while it is not known. */
  id?: string;
  outputs: Props;
  /** URN of the provider of a custom resource. */
  provider?: string;
}

export interface FailedCheck extends CheckFailure {
  urn: string;
}

export interface DeploymentArgs {
  project: string;
  stack: string;
  /** Answer as for an environment that does not exist yet. */
  firstRun: boolean;
  providerFor: ProviderLookup;
  /** Is called once for each resource, providers included, after its inputs were checked. */
  onChecked?: (resource: PlannedResource) => void;
}

/** The resources of one preview: what the program registered and how the providers' stand-ins answered. */
export class Deployment {
  readonly resources = new Map<string, PlannedResource>();
  readonly providers = new Map<string, PlannedResource>();
  readonly failedChecks: FailedCheck[] = [];
  private readonly standIns = new Map<string, Provider>();

  constructor(private readonly args: DeploymentArgs) {}

  /** Registers a resource; throws PreviewError for what the engine refuses. */
  register(goal: Goal): PlannedResource {
    const { stack, project } = this.args;
    const urn = createUrn(stack, project, goal.parent, goal.type, goal.name);
    this.refuse(urn, goal);
    const carried: Record<string, string[]> = {};
    const inputs = normalizedProps(goal.inputs, carried);
    const resource: PlannedResource = {
      ...goal,
      urn,
      inputs,
      outputs: {},
      options: inherited(goal.options, goal.parent ? this.resources.get(goal.parent)?.options : undefined),
      dependencies: [...new Set(goal.dependencies)].sort(),
      propertyDependencies: merged(goal.propertyDependencies, carried),
    };
    this.resources.set(urn, resource);
    if (goal.custom) this.askProvider(resource, goal.version);
    else this.args.onChecked?.(resource);
    return resource;
  }

  /** Outputs of a component or of the stack. */
  setOutputs(urn: string, outputs: Props): void {
    const resource = this.resources.get(urn);
    if (!resource) throw new PreviewError(`outputs for ${urn}, which is not registered`);
    resource.outputs = normalizedProps(outputs, {});
  }

  /** Answers a function of a provider. */
  invoke(token: string, args: Props): Props {
    const provider = this.providerOf(token, `the function ${token}`);
    try {
      return provider.invoke(token, plain(normalizedProps(args, {})) as Props);
    } catch (error) {
      throw error instanceof FunctionError ? error : new PreviewError(`the function ${token}: ${messageOf(error)}`);
    }
  }

  private refuse(urn: string, goal: Goal): void {
    if (this.resources.has(urn)) throw new PreviewError(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    if (goal.parent && !this.resources.has(goal.parent))
      throw new PreviewError(`could not find parent resource ${goal.parent} of ${urn}`);
    const missing = goal.dependencies.find((dependency) => !this.resources.has(dependency));
    if (missing) throw new PreviewError(`${urn} depends on ${missing}, which is not registered`);
    if (goal.custom && goal.type.startsWith("pulumi:")) throw new NotSimulatedError(`the resource ${goal.name} (${goal.type})`);
    if (goal.custom && goal.type.split(":").length !== 3)
      throw new PreviewError(`${goal.type} is not a type of a custom resource: it must have three parts, package:module:name`);
  }

  private providerOf(token: string, what: string): Provider {
    const pkg = packageOf(token);
    try {
      const standIn = this.standIns.get(pkg) ?? this.args.providerFor(pkg);
      this.standIns.set(pkg, standIn);
      return standIn;
    } catch (error) {
      throw new PreviewError(`${what}: ${messageOf(error)}`);
    }
  }

  private askProvider(resource: PlannedResource, version: string): void {
    const { type, urn } = resource;
    const provider = this.providerOf(type, `${resource.name} (${type})`);
    resource.provider = this.defaultProvider(packageOf(type), version);
    try {
      const checked = provider.check(type, urn, plain(resource.inputs) as Props);
      this.failedChecks.push(...checked.failures.map((failure) => ({ urn, ...failure })));
      resource.inputs = withSecretsOf(resource.inputs, checked.inputs) as Props;
      this.args.onChecked?.(resource);
      if (checked.failures.length === 0) this.answer(resource, provider, checked.inputs);
    } catch (error) {
      if (error instanceof PreviewError) throw error;
      throw new PreviewError(`${resource.name} (${type}): ${messageOf(error)}`);
    }
  }

  private answer(resource: PlannedResource, provider: Provider, inputs: Props): void {
    const { type, urn } = resource;
    const { id, outputs } = this.args.firstRun
      ? { id: undefined, outputs: provider.planned(type, inputs) }
      : provider.created(type, urn, inputs);
    resource.id = id;
    resource.outputs = withSecretsOf(resource.inputs, outputs) as Props;
    for (const name of [...(provider.secretOutputs?.(type) ?? []), ...(resource.options.additionalSecretOutputs ?? [])])
      if (name in resource.outputs) resource.outputs[name] = secret(resource.outputs[name]);
  }

  /** The provider that serves resources without one of their own: one for each package and version, as the CLI makes them. */
  private defaultProvider(pkg: string, version: string): string {
    const { stack, project } = this.args;
    const type = `pulumi:providers:${pkg}`;
    const name = version ? `default_${version.replace(/[^0-9A-Za-z]/g, "_")}` : "default";
    const urn = createUrn(stack, project, undefined, type, name);
    if (!this.providers.has(urn)) {
      const inputs: Props = version ? { version } : {};
      const resource = {
        urn,
        type,
        name,
        custom: true,
        inputs,
        outputs: inputs,
        dependencies: [],
        propertyDependencies: {},
        options: {},
      };
      this.providers.set(urn, resource);
      this.args.onChecked?.(resource);
    }
    return urn;
  }
}

/** Normalizes every property and notes on which resources its output values depend. */
function normalizedProps(props: Props, carried: Record<string, string[]>): Props {
  return Object.fromEntries(
    Object.entries(props).map(([key, value]) => {
      const dependencies = new Set<string>();
      const result = normalized(value, dependencies);
      if (dependencies.size > 0) carried[key] = [...dependencies];
      return [key, result];
    }),
  );
}

/** Union of two tables of dependencies, sorted, without empty rows. */
function merged(one: Record<string, string[]>, other: Record<string, string[]>): Record<string, string[]> {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  const rows = keys.map((key) => [key, [...new Set([...(one[key] ?? []), ...(other[key] ?? [])])].sort()] as const);
  return Object.fromEntries(rows.filter(([, urns]) => urns.length > 0));
}

/** What a child takes over from its parent when it does not say otherwise. */
function inherited(own: ResourceOptions, parent: ResourceOptions | undefined): ResourceOptions {
  const { protect, retainOnDelete, deletedWith } = parent ?? {};
  const taken = Object.entries({ protect, retainOnDelete, deletedWith }).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(taken), ...own };
}
