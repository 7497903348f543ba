import type {
  Policies,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  Severity as PolicySeverity,
  StackValidationPolicy,
} from "@pulumi/policy";
import { Baseline, baselinePrefix } from "../baseline";
import type { Exemptions } from "../exemptions";
import { Environment, environmentOf, environmentSettings } from "./environment";
import type { Finding } from "./findings";
import { GivenResources, resourceOf } from "./given";
import { judges, Level, levelOf, Resource, ResourceRule, Rule, StackRule } from "./rule";
import { configSchema, OnUnknown, onUnknownSetting, Settings, withDefaults } from "./settings";
import { StackConfiguration, stackConfiguration } from "./stackConfiguration";
import { normalType } from "./typeTokens";
import { unwrap, Value } from "./value";

/** Beginning of the message of a violation that is exempted; such a diagnostic is advisory. */
const exemptedPrefix = "exempted: ";

/** Name of the policy whose settings all rules share. */
const environmentPolicy = "environment";

/** A diagnostic whose level may differ from its rule's; the SDK takes it, though its type names strings only. */
interface Diagnostic {
  message: string;
  urn?: string;
  enforcementLevel?: Level;
}

type Report = (diagnostic: Diagnostic) => void;

/** What the policies of a pack share while it runs. */
interface Shared {
  exemptions: Exemptions;
  baseline?: Baseline;
  resources: GivenResources;
  environment: Environment;
  /** What the environment was made from. */
  given?: Record<string, unknown>;
}

/**
 * The rules as policies of a pack. Before them stands the policy that holds the settings that all rules share; it also remembers
 * every resource's inputs for the stack rules, since a stack policy is given outputs, which lack much of what was asked for.
 * After them stands one that says which exemptions do not count or are not needed.
 *
 * @param configuration The stack's configuration as JSON, as the engine hands it to a pack. @default the process's own
 */
export function buildPolicies(
  rules: readonly Rule[],
  exemptions: Exemptions,
  baseline?: Baseline,
  configuration = process.env.PULUMI_CONFIG,
): Policies {
  const own = stackConfiguration(configuration);
  const shared: Shared = {
    exemptions,
    baseline,
    resources: new GivenResources(),
    environment: environmentOf({}, own),
  };
  return [
    environmentOfPack(shared, own),
    ...rules.map((rule) => (rule.kind === "resource" ? resourcePolicy(rule, shared) : stackPolicy(rule, shared))),
    exemptionsPolicy(exemptions, baseline),
  ];
}

/** Levels that differ from the rules' own in a profile: in `prod` what is medium is mandatory. A project's configuration replaces them. */
export function profileLevels(rules: readonly Rule[], configuration = process.env.PULUMI_CONFIG): Record<string, Level> {
  if (environmentOf({}, stackConfiguration(configuration)).profile === "dev") return {};
  return Object.fromEntries(rules.filter((rule) => rule.severity === "medium").map((rule) => [rule.name, "mandatory"]));
}

function environmentOfPack(shared: Shared, own: StackConfiguration): ResourceValidationPolicy {
  return {
    name: environmentPolicy,
    description: "Holds the settings that all rules share; reports nothing.",
    enforcementLevel: "advisory",
    configSchema: configSchema(environmentSettings),
    validateResource: (args) => {
      const given = args.getConfig<Record<string, unknown>>();
      if (given !== shared.given) {
        shared.given = given;
        shared.environment = environmentOf(given, own);
        shared.exemptions.setLongestDays(shared.environment.exemptionDays);
      }
      shared.resources.remember(args);
    },
  };
}

function resourcePolicy(rule: ResourceRule, shared: Shared): ResourceValidationPolicy {
  const settings = settingsOf(rule);
  const configOf = configured(settings);
  const types = new Set(rule.types);
  return {
    ...policyFacts(rule, settings),
    validateResource: (args, reportViolation) => {
      const type = normalType(args.type) ?? args.type;
      // Not `args.notApplicable`: most rules judge few types, and each error and answer of it costs more than all checks together.
      if (!types.has(type) && !types.has("*")) return;
      const config = configOf(args.getConfig<Record<string, unknown>>());
      const resource = shared.resources.one(args, type);
      judge(rule, resource, onUnknownOf(config), shared, reporter(reportViolation), () =>
        rule.check(resource, config, shared.environment),
      );
    },
    ...(rule.safe && { remediateResource: (args: ResourceValidationArgs) => remediated(rule, settings, args, shared) }),
  };
}

/** Values of the settings; made once as long as what is given stays the same. */
function configured(settings: Settings): (given: Record<string, unknown>) => Record<string, unknown> {
  let last: { given: Record<string, unknown>; config: Record<string, unknown> } | undefined;
  return (given) => {
    if (last?.given !== given) last = { given, config: withDefaults(settings, given) };
    return last.config;
  };
}

/** The inputs with the rule's safe values when they break the rule, as `remediate` asks for; undefined when they do not. */
function remediated(
  rule: ResourceRule,
  settings: Settings,
  args: ResourceValidationArgs,
  { environment, exemptions }: Shared,
): Record<string, unknown> | undefined {
  const type = normalType(args.type) ?? args.type;
  if (!judges(rule, type) || exemptions.find(rule.name, args.urn)) return undefined;
  const config = withDefaults(settings, args.getConfig<Record<string, unknown>>());
  const resource = resourceOf(args, type, unwrap(args.props));
  if (rule.check(resource, config, environment).length === 0) return undefined;
  const places = Object.entries(rule.safe ?? {}).map(([place, value]) => ({ keys: place.split("/"), value }));
  // Nothing can be put into what is not known or no object; the rule itself then says so.
  if (places.some(({ keys: [parent = "", ...rest] }) => rest.length > 0 && !takesValues(resource.at(parent)))) return undefined;
  // The SDK's own object: what is secret in it stays secret, and what is unknown makes it say so.
  for (const { keys, value } of places) put(args.props, keys, value);
  return args.props;
}

const takesValues = (value: Value): boolean => value.isMissing || value.isStructure;

function put(at: Record<string, unknown>, [key = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) at[key] = value;
  else put((at[key] ??= {}) as Record<string, unknown>, rest, value);
}

function stackPolicy(rule: StackRule, shared: Shared): StackValidationPolicy {
  const settings = settingsOf(rule);
  return {
    ...policyFacts(rule, settings),
    validateStack: (args, reportViolation) => {
      const stack = shared.resources.stack(args.resources, shared.environment);
      const judged = rule.types.includes("*") ? stack.resources : stack.ofType(...rule.types);
      const config = withDefaults(settings, args.getConfig<Record<string, unknown>>());
      for (const resource of judged)
        judge(rule, resource, onUnknownOf(config), shared, reporter(reportViolation), () => rule.check(resource, stack, config));
    },
  };
}

function exemptionsPolicy(exemptions: Exemptions, baseline?: Baseline): StackValidationPolicy {
  return {
    name: "exemptions",
    description: "Exemptions count until they expire, and are removed when nothing needs them, as are entries of the baseline.",
    enforcementLevel: "advisory",
    severity: "low",
    remediationSteps: "Correct, renew or remove the entry in exemptions.json or baseline.json.",
    validateStack: (_args, reportViolation) => {
      const report = reporter(reportViolation);
      for (const message of [...exemptions.problems, ...(baseline?.problems ?? [])]) report({ message });
      for (const { rule, resource } of exemptions.unused())
        report({ message: `nothing needs the exemption of ${resource} from ${rule}` });
      for (const { rule, urn } of baseline?.unused() ?? [])
        report({ message: `nothing needs the entry of the baseline for ${rule} at ${urn}` });
    },
  };
}

/** Runs a check and reports what it finds. A check that fails is reported as a violation: the resource was not checked. */
function judge(
  rule: Rule,
  resource: Resource,
  onUnknown: OnUnknown,
  { exemptions, baseline }: Shared,
  report: Report,
  check: () => Finding[],
): void {
  for (const finding of checked(rule, resource, check)) {
    if (finding.unknown && onUnknown === "ignore") continue;
    const exemption = finding.failed ? undefined : exemptions.find(rule.name, resource.urn);
    if (exemption) {
      const { reason, approvedBy, ticket, expires, owner } = exemption;
      const why = `reason: ${reason}; approved by ${approvedBy}; owner ${owner}; ticket ${ticket}; expires ${expires}`;
      report({ message: `${exemptedPrefix}${finding.message} (${why})`, urn: resource.urn, enforcementLevel: "advisory" });
    } else {
      const known = baseline?.has(rule.name, resource.urn, finding.message);
      const advice = known || finding.advice || finding.hidden || (finding.unknown && onUnknown === "advisory");
      const message = known ? `${baselinePrefix}${finding.message}` : finding.message;
      report({ message, urn: resource.urn, ...(advice && { enforcementLevel: "advisory" }) });
    }
  }
}

function checked(rule: Rule, resource: Resource, check: () => Finding[]): (Finding & { failed?: true })[] {
  try {
    return check();
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return [{ message: `rule ${rule.name} failed on ${resource.urn}, which is therefore not checked: ${why}`, failed: true }];
  }
}

function policyFacts(rule: Rule, settings: Settings) {
  return {
    name: rule.name,
    description: rule.description,
    severity: rule.severity satisfies PolicySeverity,
    enforcementLevel: levelOf(rule.severity),
    remediationSteps: rule.remediation,
    configSchema: configSchema(settings),
  };
}

function settingsOf(rule: Rule): Settings {
  return { ...rule.settings, onUnknown: onUnknownSetting(rule.onUnknown ?? "fail") };
}

function onUnknownOf(config: Record<string, unknown>): OnUnknown {
  return config.onUnknown as OnUnknown;
}

function reporter(reportViolation: ReportViolation): Report {
  return reportViolation as (violation: string | Diagnostic) => void;
}
