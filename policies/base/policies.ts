import type {
  Policies,
  PolicyResource,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  Severity as PolicySeverity,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { Exemptions } from "../exemptions";
import type { Finding } from "./findings";
import { Level, levelOf, Resource, ResourceRule, Rule, StackRule } from "./rule";
import { configSchema, OnUnknown, onUnknownSetting, Settings, withDefaults } from "./settings";
import { Stack, StackResource } from "./stack";
import { normalType } from "./typeTokens";
import { unwrap, Value } from "./value";

/** Beginning of the message of a violation that is exempted; such a diagnostic is advisory. */
export const exemptedPrefix = "exempted: ";

/** A diagnostic whose level may differ from its rule's; the SDK takes it, though its type names strings only. */
interface Diagnostic {
  message: string;
  urn?: string;
  enforcementLevel?: Level;
}

type Report = (diagnostic: Diagnostic) => void;

/**
 * The rules as policies of a pack. Before them stands a policy that remembers every resource's inputs for the stack
 * rules, since a stack policy is given outputs, which lack much of what was asked for. After them stands one that says
 * which exemptions do not count or are not needed.
 */
export function buildPolicies(rules: readonly Rule[], exemptions: Exemptions): Policies {
  const inputs = new Map<string, Record<string, unknown>>();
  return [
    rememberInputs(inputs),
    ...rules.map((rule) => (rule.kind === "resource" ? resourcePolicy(rule, exemptions) : stackPolicy(rule, exemptions, inputs))),
    exemptionsPolicy(exemptions),
  ];
}

function rememberInputs(inputs: Map<string, Record<string, unknown>>): ResourceValidationPolicy {
  return {
    name: "remember-inputs",
    description: "Remembers inputs for the rules over several resources; reports nothing.",
    enforcementLevel: "advisory",
    validateResource: (args) => void inputs.set(args.urn, unwrap(args.props)),
  };
}

function resourcePolicy(rule: ResourceRule, exemptions: Exemptions): ResourceValidationPolicy {
  const settings = settingsOf(rule);
  const skip = notApplicable(rule);
  return {
    ...policyFacts(rule, settings),
    validateResource: (args, reportViolation) => {
      const type = normalType(args.type);
      if (type === undefined || !rule.types.includes(type)) return skip(args);
      const config = withDefaults(settings, args.getConfig<Record<string, unknown>>());
      const resource = resourceOf(type, args.urn, args.name, unwrap(args.props));
      judge(rule, resource, onUnknownOf(config), exemptions, reporter(reportViolation), () => rule.check(resource, config));
    },
  };
}

function stackPolicy(
  rule: StackRule,
  exemptions: Exemptions,
  inputs: ReadonlyMap<string, Record<string, unknown>>,
): StackValidationPolicy {
  const settings = settingsOf(rule);
  const skip = notApplicable(rule);
  return {
    ...policyFacts(rule, settings),
    validateStack: (args, reportViolation) => {
      const stack = stackOf(args.resources, inputs);
      const judged = stack.ofType(...rule.types);
      if (judged.length === 0) return skip(args);
      const config = withDefaults(settings, args.getConfig<Record<string, unknown>>());
      for (const resource of judged)
        judge(rule, resource, onUnknownOf(config), exemptions, reporter(reportViolation), () =>
          rule.check(resource, stack, config),
        );
    },
  };
}

/**
 * Says that a rule does not apply, with the SDK's error. Most rules say it of most resources, and making an error costs more than the rest of saying it:
 * a rule makes one and throws it again.
 */
function notApplicable({ types }: Rule): (args: Pick<ResourceValidationArgs, "notApplicable">) => never {
  let error: unknown;
  return (args) => {
    try {
      error ??= args.notApplicable(`judges ${types.join(", ")}`);
    } catch (thrown) {
      error = thrown;
    }
    throw error;
  };
}

function exemptionsPolicy(exemptions: Exemptions): StackValidationPolicy {
  return {
    name: "exemptions",
    description: "Exemptions count until they expire, and are removed when nothing needs them.",
    enforcementLevel: "advisory",
    severity: "low",
    remediationSteps: "Correct, renew or remove the entry in exemptions.json.",
    validateStack: (_args, reportViolation) => {
      const report = reporter(reportViolation);
      for (const message of exemptions.problems) report({ message });
      for (const { rule, resource } of exemptions.unused())
        report({ message: `nothing needs the exemption of ${resource} from ${rule}` });
    },
  };
}

/** Runs a check and reports what it finds. A check that fails is reported as a violation: the resource was not checked. */
function judge(
  rule: Rule,
  resource: Resource,
  onUnknown: OnUnknown,
  exemptions: Exemptions,
  report: Report,
  check: () => Finding[],
): void {
  for (const finding of checked(rule, resource, check)) {
    if (finding.unknown && onUnknown === "ignore") continue;
    const exemption = finding.failed ? undefined : exemptions.find(rule.name, resource.urn);
    if (exemption) {
      const { reason, approvedBy, ticket, expires } = exemption;
      const why = `reason: ${reason}; approved by ${approvedBy}; ticket ${ticket}; expires ${expires}`;
      report({ message: `${exemptedPrefix}${finding.message} (${why})`, urn: resource.urn, enforcementLevel: "advisory" });
    } else {
      const advice = finding.advice || finding.hidden || (finding.unknown && onUnknown === "advisory");
      report({ message: finding.message, urn: resource.urn, ...(advice && { enforcementLevel: "advisory" }) });
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

function resourceOf(type: string, urn: string, name: string, plain: Record<string, unknown>): Resource {
  const inputs = new Value(plain);
  return { urn, type, name, inputs, at: (path) => inputs.at(path) };
}

function stackOf(resources: readonly PolicyResource[], inputs: ReadonlyMap<string, Record<string, unknown>>): Stack {
  return new Stack(
    resources.map((one): StackResource => {
      const type = normalType(one.type) ?? one.type;
      const plain = inputs.get(one.urn) ?? unwrap(one.props);
      const propertyDependencies = Object.entries(one.propertyDependencies).map(([property, list]) => [
        property,
        list.map(({ urn }) => urn),
      ]);
      return { ...resourceOf(type, one.urn, one.name, plain), propertyDependencies: Object.fromEntries(propertyDependencies) };
    }),
  );
}
