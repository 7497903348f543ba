import { readFileSync } from "node:fs";
import { Policies, PolicyProviderResource, PolicyResource, StackValidationArgs, unknownCheckingProxy } from "@pulumi/policy";
import { parse } from "yaml";
import type { Plan } from "../../local/engine/plan";
import { buildPolicies, profileLevels } from "../../policies/base/policies";
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

/** How a plan is judged. */
export interface Judging {
  /** Levels and settings of the rules, as in `--policy-pack-config`. */
  config?: Record<string, unknown>;
  profile?: "dev" | "prod";
  /** Further settings of the stack, which the pack reads. */
  configuration?: Record<string, unknown>;
  chosen?: typeof rules;
}

/**
 * What the pack says about plans, asked as the engine does it: every resource with its inputs, then all with their outputs. What it
 * said of a resource that is the same object in the next plan is not asked again; rules over the stack always are.
 */
export class PlanJudge {
  private readonly policies: Policies;
  private readonly profile: Readonly<Record<string, string>>;
  private readonly ofResource = new WeakMap<Planned, Found[]>();

  constructor(private readonly judging: Judging = {}) {
    const { chosen = rules, profile = "dev", configuration } = judging;
    const own = JSON.stringify({ "test:profile": profile, ...configuration });
    this.policies = buildPolicies(chosen, new Exemptions([], chosen), undefined, own);
    this.profile = profileLevels(chosen, own);
  }

  judge(resources: readonly Planned[]): Found[] {
    const all = packResources(resources);
    const single = resources.flatMap((resource, index) => {
      const known = this.ofResource.get(resource);
      const found = this.askedOf(resource, all[index]!, known !== undefined);
      if (!known) this.ofResource.set(resource, found);
      return known ?? found;
    });
    const whole = this.policies.flatMap((policy) =>
      "validateStack" in policy
        ? this.said(policy, "", ({ shared, report }) => policy.validateStack({ ...shared, resources: all }, report))
        : [],
    );
    return [...single, ...whole];
  }

  /** The rules over one resource; the first policy, which keeps its inputs for the others, is asked each time. */
  private askedOf(resource: Planned, shownAs: PolicyResource, known: boolean): Found[] {
    const { urn, name, type, opts, provider, isType } = shownAs;
    const props = shown(resource.inputs);
    return this.policies.slice(0, known ? 1 : undefined).flatMap((policy) => {
      const validate = "validateResource" in policy ? policy.validateResource : undefined;
      if (typeof validate !== "function") return [];
      return this.said(policy, urn, ({ shared, report }) =>
        validate({ ...shared, urn, name, type, opts, provider, isType, asType: () => undefined, props }, report),
      );
    });
  }

  private levelOf({ name, severity }: (typeof rules)[number]): string {
    return this.profile[name] ?? levelOf(severity);
  }

  private said(policy: Policies[number], urn: string, ask: (to: Asked) => unknown): Found[] {
    const { config = {}, chosen = rules } = this.judging;
    const given = config[policy.name];
    const settings = typeof given === "object" && given !== null ? given : {};
    const own = chosen.find(({ name }) => name === policy.name);
    const level = typeof given === "string" ? given : own ? this.levelOf(own) : "advisory";
    if (level === "disabled") return [];
    const found: Found[] = [];
    const report = (said: string | { message: string; urn?: string; enforcementLevel?: string }) => {
      const one = typeof said === "string" ? { message: said } : { ...said };
      found.push({ rule: policy.name, urn: one.urn ?? urn, level: one.enforcementLevel ?? level, message: one.message });
    };
    const shared = { stackTags: new Map<string, string>(), notApplicable, getConfig: <T extends object>() => settings as T };
    attempt(() => ask({ shared, report }));
    return found;
  }
}

interface Asked {
  shared: Pick<StackValidationArgs, "stackTags" | "notApplicable" | "getConfig">;
  report: (said: string | { message: string; urn?: string; enforcementLevel?: string }) => void;
}

/** What the pack says about one plan. */
export function judgePlan(resources: readonly Planned[], judging: Judging = {}): Found[] {
  return new PlanJudge(judging).judge(resources);
}

/** The settings of the pack that belong to a fixture. */
export function rulesOfFixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(`${__dirname}/../fixtures/rules/${name}.json`, "utf8")) as Record<string, unknown>;
}

/** The configuration of a fixture, as the engine hands it to a pack: text, JSON for what is not text. */
export function configurationOfFixture(name: string): Record<string, string> {
  const { config } = parse(readFileSync(`${__dirname}/../fixtures/${name}.yaml`, "utf8"), { version: "1.1" }) as {
    config: Record<string, unknown>;
  };
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
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
