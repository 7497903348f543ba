import { NotSimulatedError, PreviewError, messageOf } from "./errors";
import { normalized, plain, secret, withSecretsOf } from "./properties";
import { FunctionError, type CheckFailure, type Props } from "../protocol/provider";
import type { Provider, ProviderLookup } from "./provider";
import { createUrn, packageOf } from "./urn";

/** Options of a resource that reach the engine; only those that were set. */
export interface ResourceOptions {
  /** The engine refuses to delete or replace it. */
  protect?: boolean;
  /** Deleting takes it out of the state only. */
  retainOnDelete?: boolean;
  /** A replacement deletes the old resource first. */
  deleteBeforeReplace?: boolean;
  /** Paths of inputs whose changes count as none. */
  ignoreChanges?: string[];
  /** Paths of inputs whose change replaces the resource. */
  replaceOnChanges?: string[];
  /** Paths of inputs whose changes the CLI does not show. */
  hideDiffs?: string[];
  /** Names of outputs that are secret. */
  additionalSecretOutputs?: string[];
  /** URNs of resources whose replacement replaces this one. */
  replaceWith?: string[];
  /** URN of the resource whose deletion deletes this one too. */
  deletedWith?: string;
  /** A value whose change replaces the resource. */
  replacementTrigger?: unknown;
  /** How long the provider may take, such as `45m`. */
  customTimeouts?: { create?: string; update?: string; delete?: string };
  /** Former identities, by which the engine finds it in an older state. */
  aliases?: Alias[];
}

/** A former identity of a resource: a URN, or what differs from today. */
export type Alias =
  string | { name?: string; type?: string; stack?: string; project?: string; parent?: string; noParent?: boolean };

/** What a program asks for when it registers a resource. Properties are in Pulumi's encoding. */
export interface Goal {
  /** Type token, such as `azure-native:network:VirtualNetwork`. */
  type: string;
  /** Name in Pulumi, not in Azure. */
  name: string;
  /** Whether a provider makes it; false for a component. */
  custom: boolean;
  /** URN of the parent; undefined for the stack itself. */
  parent?: string;
  /** Inputs as the program gave them, with output values still marked. */
  inputs: Props;
  /** URNs of everything that it waits for. */
  dependencies: string[];
  /** Input → URNs that the input's value comes from. */
  propertyDependencies: Record<string, string[]>;
  /** Options that were set. */
  options: ResourceOptions;
  /** Version of the provider's SDK. */
  version: string;
}

/** A resource of the plan. `inputs` and `outputs` are in Pulumi's encoding, secrets marked. */
export interface PlannedResource extends Omit<Goal, "version"> {
  /** Unique in the deployment. */
  urn: string;
  /** Id of a custom resource; undefined while it is not known. */
  id?: string;
  /** What the stand-in answered; of a component, what it registered. */
  outputs: Props;
  /** URN of the provider of a custom resource. */
  provider?: string;
}

/** An input that a stand-in refused. */
export interface FailedCheck extends CheckFailure {
  /** URN of the resource whose input it is. */
  urn: string;
}

/** What a deployment answers a program with. */
export interface DeploymentArgs {
  /** Name of the project, part of every URN. */
  project: string;
  /** Name of the stack, part of every URN. */
  stack: string;
  /** Answer as for an environment that does not exist yet. */
  firstRun: boolean;
  /** Finds the stand-in for a package. */
  providerFor: ProviderLookup;
  /** Is called once for each resource, providers included, after its inputs were checked. */
  onChecked?: (resource: PlannedResource) => void;
}

/** The resources of one preview: what the program registered and how the providers' stand-ins answered. */
export class Deployment {
  /** Everything that was registered, by URN, in order of registration. */
  readonly resources = new Map<string, PlannedResource>();
  /** Default providers, by URN; a plan does not list them. */
  readonly providers = new Map<string, PlannedResource>();
  /** Inputs that were refused; the registration is answered all the same, so that all are found in one run. */
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
