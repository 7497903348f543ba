import { environmentOf } from "../../policies/base/environment";
import { profileLevels } from "../../policies/base/policies";
import { judges, levelOf, Rule } from "../../policies/base/rule";
import { onUnknownSetting, withDefaults } from "../../policies/base/settings";
import { Stack, StackResource } from "../../policies/base/stack";
import { stackConfiguration } from "../../policies/base/stackConfiguration";
import { normalType } from "../../policies/base/typeTokens";
import { Value } from "../../policies/base/value";
import { ownSubscriptions, ownTenants } from "../../policies/azure/outside";
import { rules } from "../../policies/rules";
import type { Judging, Planned } from "../policies/planned";

/** Asks the rules about one resource of a plan at a time: what is caught there need not be looked for in the whole plan. */
export class QuickJudge {
  private readonly environment;
  private readonly levels: Readonly<Record<string, string>>;
  private readonly resources: ReadonlyMap<Planned, StackResource>;
  private readonly whole: Stack;
  private readonly known = new Map<Planned, ReadonlySet<string>>();

  constructor(
    plan: readonly Planned[],
    private readonly judging: Judging,
  ) {
    const own = JSON.stringify({ "test:profile": judging.profile, ...judging.configuration });
    this.environment = environmentOf(settingsOf(judging.config?.["environment"]), stackConfiguration(own));
    this.levels = profileLevels(rules, own);
    this.resources = new Map(plan.map((one) => [one, stackResource(one)]));
    this.whole = new Stack([...this.resources.values()], this.environment);
  }

  /** Whether a mandatory rule says something of the changed resource that it does not say of the resource. */
  catches(resource: Planned, changed: Planned): boolean {
    const before = this.known.get(resource) ?? this.said(this.resources.get(resource)!, this.whole);
    this.known.set(resource, before);
    const own = stackResource(changed);
    const stack = new Stack(
      [...this.resources].map(([one, shown]) => (one === resource ? own : shown)),
      this.environment,
    );
    // Facts of all resources that one property does not change: they take longer than the rules.
    stack.once("subscriptions", () => ownSubscriptions(this.whole));
    stack.once("tenants", () => ownTenants(this.whole));
    return [...this.said(own, stack)].some((one) => !before.has(one));
  }

  private said(resource: StackResource, stack: Stack): ReadonlySet<string> {
    return new Set(
      rules
        .filter((rule) => judges(rule, resource.type) && this.isMandatory(rule))
        .flatMap((rule) => {
          const given = settingsOf(this.judging.config?.[rule.name]);
          const config = withDefaults({ ...rule.settings, onUnknown: onUnknownSetting(rule.onUnknown ?? "fail") }, given);
          const found =
            rule.kind === "resource" ? rule.check(resource, config, this.environment) : rule.check(resource, stack, config);
          return found
            .filter((one) => !one.advice && !one.hidden && !(one.unknown && config.onUnknown !== "fail"))
            .map(({ message }) => `${rule.name} ${message}`);
        }),
    );
  }

  private isMandatory({ name, severity }: Rule): boolean {
    const given = this.judging.config?.[name];
    return (typeof given === "string" ? given : (this.levels[name] ?? levelOf(severity))) === "mandatory";
  }
}

const settingsOf = (given: unknown): Record<string, unknown> =>
  typeof given === "object" && given !== null ? (given as Record<string, unknown>) : {};

function stackResource({
  urn,
  type,
  name,
  inputs,
  outputs,
  dependencies,
  propertyDependencies,
  options,
}: Planned): StackResource {
  const values = new Value(inputs);
  return {
    urn,
    type: normalType(type) ?? type,
    token: type,
    name,
    inputs: values,
    outputs: new Value(outputs),
    options: {
      ignoreChanges: options.ignoreChanges ?? [],
      protect: options.protect ?? false,
      retainOnDelete: options.retainOnDelete ?? false,
    },
    dependencies,
    propertyDependencies,
    at: (path) => values.at(path),
  };
}
