import { Deployment, PlannedResource, ResourceOptions } from "./deployment";
import { masked } from "./properties";
import type { Props } from "../protocol/provider";
import { RuleResults } from "./rules";
import { stackType } from "./urn";

/** A resource in the document. Secrets are `[secret]`, unknown values Pulumi's sentinel. */
export interface PlanResource {
  urn: string;
  type: string;
  name: string;
  custom: boolean;
  /** Id of a custom resource; absent while it is not known. */
  id?: string;
  parent?: string;
  inputs: Props;
  outputs: Props;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  /** Only the options that are set. */
  options: ResourceOptions;
}

/** The document of a preview. It depends on program, configuration and rules only: the same input gives the same text. */
export interface Plan {
  version: 1;
  project: string;
  stack: string;
  resources: PlanResource[];
  outputs: Props;
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
