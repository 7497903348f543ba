import { Deployment, PlannedResource, ResourceOptions } from "./deployment";
import { masked } from "./properties";
import type { Props } from "../protocol/provider";
import { RuleResults } from "./rules";
import { stackType } from "./urn";

/** A resource in the document. Secrets are `[secret]`, unknown values Pulumi's sentinel. */
export interface PlanResource {
  /** Unique in the document. */
  urn: string;
  /** Type token, such as `azure-native:network:VirtualNetwork`. */
  type: string;
  /** Name in Pulumi, not in Azure. */
  name: string;
  /** Whether a provider makes it; false for a component and the stack. */
  custom: boolean;
  /** Id of a custom resource; absent while it is not known. */
  id?: string;
  /** URN of the parent; absent for the stack itself. */
  parent?: string;
  /** What would be sent to the provider. */
  inputs: Props;
  /** What the provider would return, as far as it is known. */
  outputs: Props;
  /** URNs of everything that it waits for, sorted. */
  dependencies: string[];
  /** Input → URNs that the input's value comes from. */
  propertyDependencies: Record<string, string[]>;
  /** Only the options that are set. */
  options: ResourceOptions;
}

/** The document of a preview. It depends on program, configuration and rules only: the same input gives the same text. */
export interface Plan {
  /** Version of the document's form. */
  version: 1;
  /** Name of the project. */
  project: string;
  /** Name of the stack. */
  stack: string;
  /** Each after its parent and its dependencies. */
  resources: PlanResource[];
  /** Outputs of the stack. */
  outputs: Props;
  /** What the rules found in the resources. */
  rules: RuleResults;
}

/**
 * The document of a deployment. Listed is what `pulumi preview` shows: the stack, components and custom resources,
 * not the default providers, which Pulumi makes for itself.
 */
export function planOf(deployment: Deployment, project: string, stack: string, rules: RuleResults): Plan {
  const resources = [...deployment.resources.values()];
  const root = resources.find((resource) => resource.type === stackType);
  return {
    version: 1,
    project,
    stack,
    resources: inOrder(resources).map(planResource),
    outputs: masked(root?.outputs ?? {}) as Props,
    rules,
  };
}

function planResource(resource: PlannedResource): PlanResource {
  const { urn, type, name, custom, id, parent, dependencies, propertyDependencies } = resource;
  return {
    urn,
    type,
    name,
    custom,
    ...(id !== undefined && { id }),
    ...(parent && { parent }),
    inputs: masked(resource.inputs) as Props,
    outputs: masked(resource.outputs) as Props,
    dependencies,
    propertyDependencies,
    options: masked(resource.options) as ResourceOptions,
  };
}

/** Each resource after its parent and its dependencies; otherwise by URN, whatever the order of registration was. */
function inOrder(resources: PlannedResource[]): PlannedResource[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const ordered = new Set<PlannedResource>();
  const visit = (urn: string): void => {
    const resource = byUrn.get(urn);
    if (!resource || ordered.has(resource)) return;
    if (resource.parent) visit(resource.parent);
    resource.dependencies.forEach(visit);
    ordered.add(resource);
  };
  [...byUrn.keys()].sort().forEach(visit);
  return [...ordered];
}
