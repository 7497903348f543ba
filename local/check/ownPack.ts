import type { Policies, PolicyResource, ReportViolation, ResourceValidationArgs } from "@pulumi/policy";
import { packIn } from "../../policies/packIn";
import { AnalyzedResource, withoutInternals } from "../engine/analyzed";
import type { PlannedResource } from "../engine/deployment";
import { configTexts, StackConfig } from "../engine/config";
import { messageOf, PreviewError } from "../engine/errors";
import { PackConfig, PackInfo, policyConfig, RuleConfigs, RuleInfo } from "../engine/policyConfig";
import { remediate } from "../engine/remediation";
import { resultsOf, RuleResults, Violation } from "../engine/rules";
import type { Props } from "../protocol/provider";

type Pack = ReturnType<typeof packIn>;
type Policy = Policies[number];

/** A rule that is not disabled. */
interface Asked {
  policy: Policy;
  severity: RuleInfo["severity"];
  level: Violation["level"];
  /** Whether it changes what it finds. */
  remediates: boolean;
  getConfig: <T extends object>() => T;
}

/**
 * Applies the rules of the project's own pack in this process. Their levels and settings, what they are shown and the order in which they
 * are asked are those of Pulumi's server for packs, which makes each resource anew for each rule: over thousands, most of its time.
 *
 * @param dir Folder of the pack.
 * @param all The resources, each with its provider.
 * @param root URN of the stack, for what is said of no resource.
 */
export function applyOwnPack(
  dir: string,
  all: readonly AnalyzedResource[],
  { config, rules, root }: { config: StackConfig; rules?: RuleConfigs | undefined; root: string },
): RuleResults & { info: PackInfo } {
  const pack = started(dir, config);
  const info = infoOf(pack);
  const configured = policyConfig(info, rules);
  const asked = askedOf(pack, info, configured);
  const found: Violation[] = [];
  const mended = asked.some(({ remediates }) => remediates) ? all.map((one) => remediated(one, asked, found)) : all;
  const resources = policyResources(mended);
  const byType = groupedByType(resources.map((one, index) => resourceArgs(one, mended[index]!)));
  for (const one of asked)
    for (const [type, ofType] of byType) if (pack.judges(one.policy.name, type)) ofEach(one, ofType, found);
  const known = new Set(resources.map(({ urn }) => urn));
  const urnOf = (urn: string | undefined) => (urn !== undefined && known.has(urn) ? urn : root);
  for (const one of asked) ofAll(one, resources, urnOf, found);
  return { ...resultsOf(configured.enabled, found), info };
}

function started(dir: string, config: StackConfig): Pack {
  try {
    return packIn(dir, JSON.stringify(configTexts(config)));
  } catch (error) {
    throw new PreviewError(`the policy pack in ${dir} did not start: ${messageOf(error)}`);
  }
}

function infoOf({ name, policies, levels }: Pack): PackInfo {
  const initial = Object.entries(levels).map(([rule, level]) => [rule, { level, settings: {} }] as const);
  return { name, rules: policies.map(ruleInfo), initial: new Map(initial) };
}

function ruleInfo({ name, description, remediationSteps, severity, enforcementLevel, configSchema }: Policy): RuleInfo {
  return {
    name,
    description,
    remediation: remediationSteps ?? "",
    severity: severity ?? "unspecified",
    level: enforcementLevel ?? "advisory",
    ...(configSchema && {
      schema: {
        properties: configSchema.properties as NonNullable<RuleInfo["schema"]>["properties"],
        required: configSchema.required ?? [],
      },
    }),
  };
}

function askedOf({ policies }: Pack, info: PackInfo, { rules }: PackConfig): Asked[] {
  return policies.flatMap((policy, index) => {
    const { level, settings } = rules.get(policy.name)!;
    if (level === "disabled") return [];
    const getConfig = <T extends object>() => settings as T;
    const { severity } = info.rules[index]!;
    return [
      { policy, severity, level: level === "advisory" ? level : "mandatory", remediates: level === "remediate", getConfig },
    ];
  });
}

/** A resource as the rules at the level `remediate` leave it, one after the other; what they change is said as advice. */
function remediated(analyzed: AnalyzedResource, asked: readonly Asked[], found: Violation[]): AnalyzedResource {
  const resource = {
    ...analyzed.resource,
    ...structuredClone({ inputs: analyzed.resource.inputs, outputs: analyzed.resource.outputs }),
  };
  const one = { ...analyzed, resource };
  const shown = policyResource(one, new Map());
  for (const { policy, remediates, severity, getConfig } of asked) {
    if (!remediates || !("remediateResource" in policy) || !policy.remediateResource) continue;
    const before = withoutInternals(resource.inputs);
    const args = { ...resourceArgs(shown, one), props: structuredClone(before), getConfig };
    const after = policy.remediateResource(args) as Props | undefined;
    const message = after && remediate(resource, before, after);
    if (message) found.push({ rule: policy.name, urn: resource.urn, level: "advisory", severity, message });
  }
  return one;
}

function groupedByType(all: readonly ResourceValidationArgs[]): ReadonlyMap<string, ResourceValidationArgs[]> {
  const byType = new Map<string, ResourceValidationArgs[]>();
  for (const one of all) {
    const list = byType.get(one.type);
    if (list) list.push(one);
    else byType.set(one.type, [one]);
  }
  return byType;
}

/** A rule over single resources, asked about each. */
function ofEach(asked: Asked, resources: readonly ResourceValidationArgs[], found: Violation[]): void {
  const { policy, getConfig } = asked;
  const validate = "validateResource" in policy ? policy.validateResource : undefined;
  if (typeof validate !== "function") return;
  let urn = "";
  const report = reporter(asked, () => urn, found);
  for (const args of resources) {
    ({ urn } = args);
    args.getConfig = getConfig;
    void validate(args, report);
  }
}

/** A rule over the stack, asked about all resources. */
function ofAll(asked: Asked, resources: PolicyResource[], urnOf: (urn: string | undefined) => string, found: Violation[]): void {
  const { policy, getConfig } = asked;
  if (!("validateStack" in policy)) return;
  void policy.validateStack({ stackTags, notApplicable, getConfig, resources }, reporter(asked, urnOf, found));
}

function reporter(
  { policy, severity, level }: Asked,
  urnOf: (urn: string | undefined) => string,
  found: Violation[],
): ReportViolation {
  return (said: string | { message?: string; urn?: string; enforcementLevel?: string }) => {
    if (typeof said === "string") throw new Error(`${policy.name} reports a text; the rules of this pack report an object`);
    const own = said.enforcementLevel === undefined ? level : said.enforcementLevel === "advisory" ? "advisory" : "mandatory";
    found.push({ rule: policy.name, urn: urnOf(said.urn), level: own, severity, message: said.message ?? policy.description });
  };
}

const stackTags = new Map<string, string>();

const notApplicable = (): never => {
  throw new Error("the rules of this pack return where they do not apply");
};

const noConfig = <T extends object>(): T => ({}) as T;

const noClass = { isType: () => false, asType: () => undefined };

function resourceArgs(shown: PolicyResource, { resource }: AnalyzedResource): ResourceValidationArgs {
  const { type, urn, name, opts, provider } = shown;
  const about = { type, urn, name, opts, props: withoutInternals(resource.inputs), ...(provider && { provider }) };
  return { ...about, ...noClass, stackTags, notApplicable, getConfig: noConfig };
}

/** The resources with their outputs, joined by what they depend on. */
function policyResources(all: readonly AnalyzedResource[]): PolicyResource[] {
  const providers = new Map<PlannedResource, Provider>();
  const made = all.map((one) => policyResource(one, providers));
  const byUrn = new Map(made.map((one) => [one.urn, one]));
  const known = (urns: readonly string[]) => urns.flatMap((urn) => byUrn.get(urn) ?? []);
  all.forEach(({ resource }, index) => {
    const one = made[index]!;
    one.dependencies = known(resource.dependencies);
    for (const [property, urns] of Object.entries(resource.propertyDependencies))
      one.propertyDependencies[property] = known(urns);
  });
  return made;
}

type Provider = NonNullable<PolicyResource["provider"]>;

/** A provider as rules see it; one for all resources that it serves. */
function shownProvider(provider: PlannedResource, shown: Map<PlannedResource, Provider>): Provider {
  const { type, urn, name, inputs } = provider;
  const one = shown.get(provider) ?? { type, urn, name, props: withoutInternals(inputs) };
  shown.set(provider, one);
  return one;
}

function policyResource({ resource, provider }: AnalyzedResource, providers: Map<PlannedResource, Provider>): PolicyResource {
  const { type, urn, name, outputs, options } = resource;
  return {
    type,
    urn,
    name,
    props: withoutInternals(outputs),
    opts: {
      // The SDK has no such option; the rule that reads it looks whether it is there.
      ...(options.retainOnDelete && { retainOnDelete: true }),
      protect: options.protect ?? false,
      ignoreChanges: options.ignoreChanges ?? [],
      aliases: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
      additionalSecretOutputs: options.additionalSecretOutputs ?? [],
    },
    ...(provider && { provider: shownProvider(provider, providers) }),
    dependencies: [],
    propertyDependencies: {},
    ...noClass,
  };
}
