import { readFileSync } from "node:fs";
import { PolicyProviderResource, PolicyResource, unknownCheckingProxy } from "@pulumi/policy";
import type { Plan } from "../../local/engine/plan";
import { buildPolicies } from "../../policies/base/policies";
import { levelOf } from "../../policies/base/rule";
import { Exemptions } from "../../policies/exemptions";
import { rules } from "../../policies/rules";

export type Planned = Plan["resources"][number];

/** What the pack says about a planned resource. */
export interface Found {
  rule: string;
  urn: string;
  level: string;
  message: string;
}

class NotApplicable extends Error {}
const notApplicable = (): never => {
  throw new NotApplicable();
};
const proxies = new WeakMap<object, Record<string, unknown>>();

/**
 * What the pack says about a plan, asked as the engine does it: every resource with its inputs, then all with their outputs.
 *
 * @param config Levels and settings of the rules, as in `--policy-pack-config`.
 */
export function judgePlan(
  resources: readonly Planned[],
  config: Record<string, unknown> = {},
  profile = "dev",
  chosen = rules,
): Found[] {
  const found: Found[] = [];
  const all = packResources(resources);
  for (const policy of buildPolicies(
    chosen,
    new Exemptions([], chosen),
    undefined,
    JSON.stringify({ "test:profile": profile }),
  )) {
    const given = config[policy.name];
    const settings = typeof given === "object" && given !== null ? given : {};
    const own = chosen.find(({ name }) => name === policy.name);
    const level = typeof given === "string" ? given : own ? levelOf(own.severity) : "advisory";
    if (level === "disabled") continue;
    const report = (urn: string) => (said: string | { message: string; urn?: string; enforcementLevel?: string }) => {
      const one = typeof said === "string" ? { message: said } : { ...said };
      found.push({ rule: policy.name, urn: one.urn ?? urn, level: one.enforcementLevel ?? level, message: one.message });
    };
    const shared = { stackTags: new Map<string, string>(), notApplicable, getConfig: <T extends object>() => settings as T };
    if ("validateStack" in policy) attempt(() => policy.validateStack({ ...shared, resources: all }, report("")));
    else if (typeof policy.validateResource === "function")
      for (const [index, resource] of resources.entries()) {
        const validate = policy.validateResource;
        const { urn, name, type, opts, provider, isType } = all[index]!;
        attempt(() =>
          validate(
            { ...shared, urn, name, type, opts, provider, isType, asType: () => undefined, props: shown(resource.inputs) },
            report(urn),
          ),
        );
      }
  }
  return found;
}

/** The rules that refuse a plan. */
export function refusing(...args: Parameters<typeof judgePlan>): string[] {
  return [
    ...new Set(
      judgePlan(...args)
        .filter(({ level }) => level === "mandatory")
        .map(({ rule }) => rule),
    ),
  ].sort();
}

/** The settings of the pack that belong to a fixture. */
export function rulesOfFixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(`${__dirname}/../fixtures/rules/${name}.json`, "utf8")) as Record<string, unknown>;
}

function attempt(validate: () => unknown): void {
  try {
    validate();
  } catch (error) {
    if (!(error instanceof NotApplicable)) throw error;
  }
}

function shown(properties: Record<string, unknown>): Record<string, unknown> {
  if (!proxies.has(properties)) proxies.set(properties, unknownCheckingProxy(properties));
  return proxies.get(properties)!;
}

function packResources(resources: readonly Planned[]): PolicyResource[] {
  const made = resources.map((resource): PolicyResource => ({
    type: resource.type,
    name: resource.name,
    urn: resource.urn,
    props: shown(resource.outputs),
    opts: {
      protect: false,
      ignoreChanges: [],
      aliases: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
      additionalSecretOutputs: [],
      ...resource.options,
    } as PolicyResource["opts"],
    provider: resource.custom && !resource.type.startsWith("pulumi:") ? providerOf(resource) : undefined,
    dependencies: [],
    propertyDependencies: {},
    isType: () => false,
    asType: () => undefined,
  }));
  const byUrn = new Map(made.map((one) => [one.urn, one]));
  const known = (urns: readonly string[]) => urns.map((urn) => byUrn.get(urn)).filter((one) => one !== undefined);
  resources.forEach((resource, index) => {
    made[index]!.dependencies = known(resource.dependencies);
    made[index]!.propertyDependencies = Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([property, urns]) => [property, known(urns)]),
    );
  });
  return made;
}

function providerOf({ type, urn }: Planned): PolicyProviderResource {
  const name = type.split(":")[0]!;
  return {
    type: `pulumi:providers:${name}`,
    name: "default",
    urn: `${urn.split("::").slice(0, 2).join("::")}::pulumi:providers:${name}::default`,
    props: {},
  };
}
