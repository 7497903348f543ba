import { fingerprint } from "../../policies/baseline";
import { why } from "../../policies/why";
import type { Violation } from "../engine/rules";
import type { Judged } from "./documents/judged";
import type { Results } from "./judge";
import { lineFinder } from "./lines";
import { rulePage } from "./links";
import { placeOf } from "./places";

/** A finding as every format shows it. */
export interface CheckFinding {
  /** Name of the rule in its pack. */
  rule: string;
  /** The resource; the stack's own URN where no resource is named. */
  urn: string;
  /** `advisory` for what is exempted. */
  level: Violation["level"];
  /** As the rule declares it. */
  severity: Violation["severity"];
  /** What was found: property, value, what is expected. */
  message: string;
  /** Path of the property in the inputs, where the finding is about one. */
  property?: string;
  /** What somebody could do, or what would be lost. */
  why: string;
  /** What to do about it. */
  remedy: string;
  /** Setting or file to change. */
  change: string;
  /** Page of the rule: absolute in a pipeline, else relative to the project. */
  page: string;
  /** Line of the stack's file with the setting that `change` names; 1 where it has none. */
  line: number;
  /** The same for the same finding in another run. */
  fingerprint: string;
  /** Why it is allowed, when it is exempted. */
  exempted?: true;
}

/** The document of `--format json`, which all other formats are made from. */
export interface Report {
  /** Version of the document's form. */
  version: 1;
  /** What kind of document was judged. */
  kind: Judged["kind"];
  /** Name of the project that the resources are of. */
  project: string;
  /** Name of the stack that the resources are of. */
  stack: string;
  /** Number of rules that were applied. */
  evaluated: number;
  /** Number of resources that were judged. */
  resources: number;
  /** Violations first, then what is exempted. */
  findings: CheckFinding[];
}

/** The results of the rules with what a reader needs to act. */
export function reportOf({ kind, project, stack, resources }: Judged, results: Results): Report {
  const lineOf = lineFinder(stack);
  const shown = (one: Omit<Violation, "level">, more: Pick<CheckFinding, "level" | "exempted">): CheckFinding => ({
    rule: one.rule,
    urn: one.urn,
    severity: one.severity,
    message: one.message,
    ...more,
    ...propertyOf(one.message),
    why: (Object.hasOwn(why, one.rule) ? why[one.rule] : undefined) ?? results.rules.get(one.rule)?.description ?? "",
    remedy: results.rules.get(one.rule)?.remediation ?? "",
    change: placeOf(one.rule, one.urn, shortName(one.urn)),
    page: rulePage(one.rule),
    line: lineOf(one.rule),
    fingerprint: fingerprint(one.rule, one.urn, one.message),
  });
  const findings = [
    ...results.violations.map((one) => shown(one, { level: one.level })),
    ...results.exempted.map((one) => shown(one, { level: "advisory", exempted: true })),
  ];
  return { version: 1, kind, project, stack, evaluated: results.evaluated, resources: resources.length, findings };
}

/** The path that a message begins with: `properties.publicNetworkAccess is "Enabled"; expected …`. */
function propertyOf(message: string): { property?: string } {
  const path = /^(?:exempted: |in the baseline: )?([a-z]\w*(?:\.[\w-]+|\[\d+\])*) is /.exec(message)?.[1];
  return path === undefined ? {} : { property: path };
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
