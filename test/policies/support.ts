import { PolicyResource, ResourceValidationArgs, StackValidationArgs, unknownCheckingProxy } from "@pulumi/policy";
import { buildPolicies } from "../../policies/base/policies";
import { Rule } from "../../policies/base/rule";
import { Exemptions } from "../../policies/exemptions";

/** Pulumi's sentinel of an unknown string. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A resource as the engine shows it to a pack. */
export interface Sample {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  /** Names of the samples that a top-level property depends on. */
  dependsOn?: Record<string, string[]>;
}

/** What a pack says; `level` only where it differs from the rule's own. */
export interface Said {
  rule: string;
  resource?: string;
  message: string;
  level?: string;
}

class NotApplicable extends Error {}

const notApplicable = (reason?: string): never => {
  throw new NotApplicable(reason);
};

const options = {
  protect: false,
  ignoreChanges: [],
  aliases: [],
  customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
  additionalSecretOutputs: [],
};

const tokenOf = (type: string) => (type.split(":").length > 2 ? type : `azure-native:${type}`);
const urnOf = ({ type, name }: Sample) => `urn:pulumi:test::rules::${tokenOf(type)}::${name}`;

/**
 * Runs rules over samples as a pack does: each resource through every policy, then all of them through the stack
 * policies, which are given the outputs of a first preview (nothing is known).
 */
export function runRules(
  rules: readonly Rule[],
  samples: Sample[],
  config: Record<string, Record<string, unknown>> = {},
  exemptions: Exemptions = new Exemptions([], rules),
  configuration = '{"test:profile":"dev"}',
): Said[] {
  const said: Said[] = [];
  const names = new Map(samples.map((sample) => [urnOf(sample), sample.name]));
  const policies = buildPolicies(rules, exemptions, undefined, configuration);
  for (const policy of policies) {
    const base = {
      stackTags: new Map<string, string>(),
      notApplicable,
      getConfig: <T extends object>() => (config[policy.name] ?? {}) as T,
    };
    const report = (violation: string | { message: string; urn?: string; enforcementLevel?: string }) => {
      const { message, urn, enforcementLevel } = typeof violation === "string" ? { message: violation } : { ...violation };
      said.push({
        rule: policy.name,
        ...(urn && { resource: names.get(urn) }),
        message,
        ...(enforcementLevel && { level: enforcementLevel }),
      });
    };
    const run = (validate: () => unknown) => {
      try {
        validate();
      } catch (error) {
        if (!(error instanceof NotApplicable)) throw error;
      }
    };
    if ("validateStack" in policy)
      run(() => policy.validateStack({ ...base, resources: stackResources(samples) } satisfies StackValidationArgs, report));
    else if (typeof policy.validateResource === "function") {
      const validate = policy.validateResource;
      for (const sample of samples) run(() => validate(resourceArgs(sample, base), report));
    }
  }
  return said;
}

function resourceArgs(
  sample: Sample,
  base: Pick<ResourceValidationArgs, "stackTags" | "notApplicable" | "getConfig">,
): ResourceValidationArgs {
  return {
    ...base,
    type: tokenOf(sample.type),
    name: sample.name,
    urn: urnOf(sample),
    props: unknownCheckingProxy(sample.inputs),
    opts: options,
    isType: () => false,
    asType: () => undefined,
  };
}

function stackResources(samples: Sample[]): PolicyResource[] {
  const made = samples.map((sample): PolicyResource => ({
    type: tokenOf(sample.type),
    name: sample.name,
    urn: urnOf(sample),
    props: unknownCheckingProxy({}),
    opts: options,
    dependencies: [],
    propertyDependencies: {},
    isType: () => false,
    asType: () => undefined,
  }));
  samples.forEach((sample, index) => {
    for (const [property, names] of Object.entries(sample.dependsOn ?? {}))
      made[index]!.propertyDependencies[property] = made.filter((one) => names.includes(one.name));
  });
  return made;
}
