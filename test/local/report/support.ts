import type { PlanResource } from "../../../local/engine/plan";
import type { PlanDocument } from "../../../local/report/facts/planView";

export const root = "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev";

type Given = Partial<Pick<PlanResource, "inputs" | "outputs" | "id" | "dependencies" | "propertyDependencies" | "options">>;

/** A resource of a plan; `type` with its provider. */
export function resource(name: string, type: string, parent?: string, given: Given = {}): PlanResource {
  const urn = type.startsWith("pulumi:") ? root : `urn:pulumi:dev::p::${type}::${name}`;
  const custom = !/^(pulumi|shield):/.test(type);
  const empty = { inputs: {}, outputs: {}, dependencies: [], propertyDependencies: {}, options: {} };
  return { urn, type, name, custom, ...(parent && { parent }), ...empty, ...given };
}

/** A plan of these resources without rules. */
export const planWith = (...resources: PlanResource[]): PlanDocument => ({
  version: 1,
  project: "p",
  stack: "dev",
  resources: [resource("p-dev", "pulumi:pulumi:Stack"), ...resources],
  outputs: {},
  rules: { evaluated: 3, violations: [], exempted: [] },
});
