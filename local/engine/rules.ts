import { AnalyzeDiagnostic, AnalyzeResponse, EnforcementLevel, PolicySeverity } from "@pulumi/pulumi/proto/analyzer_pb";
import { AnalyzedResource } from "./policyMessages";
import { PolicyPack } from "./policyPack";

/** A rule that a resource breaks. */
export interface Violation {
  /** Name of the rule in its pack. */
  rule: string;
  /** The resource that breaks it; the stack's own URN where no resource is named. */
  urn: string;
  /** `mandatory` stops a deployment, `advisory` only tells. */
  level: "advisory" | "mandatory";
  /** As the rule declares it; `unspecified` where it does not. */
  severity: "low" | "medium" | "high" | "critical" | "unspecified";
  /** What was found and what is expected, as the rule words it. */
  message: string;
}

/** A violation that the pack reports as exempted. */
export interface Exemption {
  /** Name of the rule. */
  rule: string;
  /** The resource that is exempted. */
  urn: string;
  /** As the rule declares it. */
  severity: Violation["severity"];
  /** What was found, and why it is allowed. */
  message: string;
}

/** What one or several packs found. */
export interface RuleResults {
  /** Number of rules that were applied. */
  evaluated: number;
  /** By resource, then rule, then message. */
  violations: Violation[];
  /** In the same order. */
  exempted: Exemption[];
}

/** A pack marks a violation as exempted by level `advisory` and a message that begins so. */
const exemptedPrefix = "exempted: ";

const severities: Record<PolicySeverity, Violation["severity"]> = {
  [PolicySeverity.POLICY_SEVERITY_UNSPECIFIED]: "unspecified",
  [PolicySeverity.POLICY_SEVERITY_LOW]: "low",
  [PolicySeverity.POLICY_SEVERITY_MEDIUM]: "medium",
  [PolicySeverity.POLICY_SEVERITY_HIGH]: "high",
  [PolicySeverity.POLICY_SEVERITY_CRITICAL]: "critical",
};

/** Collects what one pack finds, while the program still runs and when it has ended. */
export class RuleRun {
  private readonly found: Promise<{ urn: string; response: AnalyzeResponse }>[] = [];

  /** @param pack The pack, once it is ready. */
  constructor(private readonly pack: Promise<PolicyPack>) {
    // A pack that fails to start is reported by `results`, which may be called much later.
    pack.catch(() => undefined);
  }

  /** Applies the rules over single resources. */
  add(analyzed: AnalyzedResource): void {
    const found = this.pack.then(async (pack) => ({ urn: analyzed.resource.urn, response: await pack.analyze(analyzed) }));
    found.catch(() => undefined);
    this.found.push(found);
  }

  /** Applies the rules over the whole stack and returns everything that was found, in a fixed order. */
  async results(all: AnalyzedResource[], stackUrn: string): Promise<RuleResults> {
    const pack = await this.pack;
    const single = await Promise.all(this.found);
    const whole = await pack.analyzeStack(all);
    const known = new Set(all.map(({ resource }) => resource.urn));
    const urnOf = (diagnostic: AnalyzeDiagnostic) => (known.has(diagnostic.getUrn()) ? diagnostic.getUrn() : stackUrn);
    const violations = [
      ...single.flatMap(({ urn, response }) =>
        response.getDiagnosticsList().map((diagnostic) => violation(diagnostic, urn, pack)),
      ),
      ...whole.getDiagnosticsList().map((diagnostic) => violation(diagnostic, urnOf(diagnostic), pack)),
    ];
    return { evaluated: pack.ruleCount, ...separated(violations) };
  }
}

function separated(found: Violation[]): Pick<RuleResults, "violations" | "exempted"> {
  const isExempted = ({ level, message }: Violation) => level === "advisory" && message.startsWith(exemptedPrefix);
  const exempted = found
    .filter(isExempted)
    .map(({ rule, urn, severity, message }) => ({ rule, urn, severity, message: message.slice(exemptedPrefix.length) }));
  return { violations: found.filter((violation) => !isExempted(violation)).sort(byPlace), exempted: exempted.sort(byPlace) };
}

function violation(diagnostic: AnalyzeDiagnostic, urn: string, pack: PolicyPack): Violation {
  const rule = diagnostic.getPolicyname();
  const ofRule = pack.info.getPoliciesList().find((info) => info.getName() === rule);
  const severity = diagnostic.getSeverity() || ofRule?.getSeverity() || PolicySeverity.POLICY_SEVERITY_UNSPECIFIED;
  const level = diagnostic.getEnforcementlevel() === EnforcementLevel.ADVISORY ? "advisory" : "mandatory";
  return { rule, urn, level, severity: severities[severity], message: diagnostic.getMessage() };
}

/** By resource, then rule, then message. */
function byPlace(one: Exemption, other: Exemption): number {
  for (const key of ["urn", "rule", "message"] as const) if (one[key] !== other[key]) return one[key] < other[key] ? -1 : 1;
  return 0;
}

/** Results of several packs as one. */
export function joined(results: RuleResults[]): RuleResults {
  return {
    evaluated: results.reduce((sum, result) => sum + result.evaluated, 0),
    violations: results.flatMap((result) => result.violations).sort(byPlace),
    exempted: results.flatMap((result) => result.exempted).sort(byPlace),
  };
}
