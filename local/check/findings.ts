import { createHash } from "node:crypto";
import type { Violation } from "../engine/rules";
import type { Judged } from "./read";
import type { Results } from "./judge";

/** A finding as every format shows it. */
export interface CheckFinding {
  rule: string;
  urn: string;
  level: Violation["level"];
  severity: Violation["severity"];
  /** What was found: property, value, what is expected. */
  message: string;
  /** Why it matters: what the rule is for. */
  why: string;
  /** What to change. */
  remedy: string;
  /** Page of the rule, relative to the project. */
  page: string;
  /** The same for the same finding in another run. */
  fingerprint: string;
  /** Why it is allowed, when it is exempted. */
  exempted?: true;
}

export interface Report {
  version: 1;
  kind: Judged["kind"];
  project: string;
  stack: string;
  evaluated: number;
  resources: number;
  findings: CheckFinding[];
}

/** The results of the rules with what a reader needs to act. */
export function reportOf({ kind, project, stack, resources }: Judged, results: Results): Report {
  const shown = (one: Omit<Violation, "level">, more: Pick<CheckFinding, "level" | "exempted">): CheckFinding => ({
    rule: one.rule,
    urn: one.urn,
    severity: one.severity,
    message: one.message,
    ...more,
    why: results.rules.get(one.rule)?.description ?? "",
    remedy: results.rules.get(one.rule)?.remediation ?? "",
    page: `policies/README.md#rules`,
    fingerprint: createHash("sha256")
      .update(JSON.stringify([one.rule, one.urn, one.message]))
      .digest("hex")
      .slice(0, 16),
  });
  const findings = [
    ...results.violations.map((one) => shown(one, { level: one.level })),
    ...results.exempted.map((one) => shown(one, { level: "advisory", exempted: true })),
  ];
  return { version: 1, kind, project, stack, evaluated: results.evaluated, resources: resources.length, findings };
}

/** Whether something stops a deployment. */
export function isBroken({ findings }: Report): boolean {
  return findings.some(({ level }) => level === "mandatory");
}

/** Type and name of a resource, as people call it. */
export function shortName(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  return `${types
    .split("$")
    .at(-1)
    ?.replace(/^azure-native:/, "")} ${name}`;
}
