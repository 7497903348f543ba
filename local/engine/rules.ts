import type { RuleInfo } from "./policyConfig";

/** A rule that a resource breaks. */
export interface Violation {
  /** Name of the rule in its pack. */
  rule: string;
  /** The resource that breaks it; the stack's own URN where no resource is named. */
  urn: string;
  /** `mandatory` stops a deployment, `advisory` only tells. */
  level: "advisory" | "mandatory";
  /** As the rule declares it; `unspecified` where it does not. */
  severity: RuleInfo["severity"];
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

/** What was found, in a fixed order and with what is exempted apart. */
export function resultsOf(evaluated: number, found: readonly Violation[]): RuleResults {
  const isExempted = ({ level, message }: Violation) => level === "advisory" && message.startsWith(exemptedPrefix);
  const exempted = found
    .filter(isExempted)
    .map(({ rule, urn, severity, message }) => ({ rule, urn, severity, message: message.slice(exemptedPrefix.length) }));
  const violations = found.filter((violation) => !isExempted(violation)).sort(byPlace);
  return { evaluated, violations, exempted: exempted.sort(byPlace) };
}

/** By resource, then rule, then message. */
function byPlace(one: Exemption, other: Exemption): number {
  for (const key of ["urn", "rule", "message"] as const) if (one[key] !== other[key]) return one[key] < other[key] ? -1 : 1;
  return 0;
}

/** The results with the sentences of what was found changed. */
export function reworded(results: RuleResults, word: (message: string) => string): RuleResults {
  const one = <T extends { message: string }>(found: T): T => ({ ...found, message: word(found.message) });
  return { ...results, violations: results.violations.map(one), exempted: results.exempted.map(one) };
}

/** Results of several packs as one. */
export function joined(results: RuleResults[]): RuleResults {
  return {
    evaluated: results.reduce((sum, result) => sum + result.evaluated, 0),
    violations: results.flatMap((result) => result.violations).sort(byPlace),
    exempted: results.flatMap((result) => result.exempted).sort(byPlace),
  };
}
