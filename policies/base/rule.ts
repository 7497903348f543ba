import type { Environment } from "./environment";
import type { Finding } from "./findings";
import type { ConfigOf, OnUnknown, Settings } from "./settings";
import type { Stack, StackResource } from "./stack";
import type { Scalar, Value } from "./value";

/** How bad a violation is. */
export type Severity = "critical" | "high" | "medium" | "low";

/** Whether a violation stops a deployment. */
export type Level = "mandatory" | "advisory";

/** Options of a resource that a pack is told of. */
export interface ResourceOptions {
  /** Paths of inputs whose changes Pulumi leaves alone. */
  ignoreChanges: readonly string[];
  /** Pulumi refuses to delete or replace the resource. */
  protect: boolean;
  /** Pulumi leaves it in Azure when the program has it no longer. Known where a document says it; the engine does not. */
  retainOnDelete: boolean;
}

/** The provider that makes a resource. Components have none. */
export interface Provider {
  /** URN of the provider resource. */
  urn: string;
  /** Such as `pulumi:providers:azure-native`. */
  type: string;
  /** Name in the program; `default…` for one that Pulumi made. */
  name: string;
  /** Configuration of the provider. */
  inputs: Value;
}

/** A resource as a rule sees it: what the program asked for. */
export interface Resource {
  /** Unique in the stack. */
  urn: string;
  /** `module:Resource` of azure-native v3, whatever version the program uses; the whole token for anything else. */
  type: string;
  /** The type as the program spelt it. */
  token: string;
  /** Name in the program, not in Azure. */
  name: string;
  /** All inputs, as one value. */
  inputs: Value;
  /** Options that a pack is told of. */
  options: ResourceOptions;
  /** Undefined for a component. */
  provider?: Provider;
  /** The place `path` in the inputs. */
  at(path: string): Value;
}

/** What every rule says about itself. */
export interface RuleFacts<S extends Settings> {
  /** Name of the rule and, in kebab case, of its file. */
  name: string;
  /** Decides the level, and is shown with each violation. */
  severity: Severity;
  /** What the rule checks, as a sentence. */
  description: string;
  /** What to do about a violation, as a sentence. */
  remediation: string;
  /** Types that the rule judges, as `module:Resource`; `*` stands for all. */
  types: readonly string[];
  /** What a value not known before deployment counts as. @default "fail" */
  onUnknown?: OnUnknown;
  /** Settings that a project may change. @default none */
  settings?: S;
}

/** A rule over one resource at a time; it runs before the resource is deployed. */
export interface ResourceRule<S extends Settings = Settings> extends RuleFacts<S> {
  /** Tells it from a stack rule. */
  kind: "resource";
  /** What is wrong with the resource; nothing when the rule holds. */
  check(resource: Resource, config: ConfigOf<S>, environment: Environment): Finding[];
  /**
   * Values that are certainly right, by their place with `/` between keys: at level `remediate` the rule sets all of them when it
   * is broken. @default none: the program has to be mended
   */
  safe?: Readonly<Record<string, Scalar>>;
}

/** A rule over a resource and those that belong to it; it runs when all resources are known. */
export interface StackRule<S extends Settings = Settings> extends RuleFacts<S> {
  /** Tells it from a rule over one resource. */
  kind: "stack";
  /** What is wrong with the resource among the others; nothing when the rule holds. */
  check(resource: StackResource, stack: Stack, config: ConfigOf<S>): Finding[];
}

/** A rule of the pack. */
export type Rule = ResourceRule | StackRule;

/** Makes a rule over one resource. The type of `config` follows from the settings. */
export function resourceRule<S extends Settings = Record<never, never>>(facts: Omit<ResourceRule<S>, "kind">): ResourceRule {
  const { check, ...rest } = facts;
  return {
    ...rest,
    kind: "resource",
    check: (resource, config, environment) => check(resource, config as ConfigOf<S>, environment),
  };
}

/** Makes a rule over a resource and those that belong to it. The type of `config` follows from the settings. */
export function stackRule<S extends Settings = Record<never, never>>(facts: Omit<StackRule<S>, "kind">): StackRule {
  const { check, ...rest } = facts;
  return { ...rest, kind: "stack", check: (resource, stack, config) => check(resource, stack, config as ConfigOf<S>) };
}

/** Whether a rule judges resources of a type. */
export function judges(rule: Rule, type: string): boolean {
  return rule.types.includes(type) || rule.types.includes("*");
}

/** Critical and high violations stop a deployment; the project's configuration can raise the others. */
export function levelOf(severity: Severity): Level {
  return severity === "critical" || severity === "high" ? "mandatory" : "advisory";
}
