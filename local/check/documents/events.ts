import type { PlannedResource } from "../../engine/deployment";
import { changeWords } from "../../engine/remediation";
import { isObject } from "../../protocol/markers";
import { EngineFinding, Judged, judged } from "./judged";
import type { Places, Raw } from "./places";
import { resource } from "./resource";

/** Events after which a run was not what its findings say. */
const failures = ["errorEvent", "resOpFailedEvent"];

/**
 * An event log of the engine: one event a line. It says neither dependencies nor options of resources, so nobody can judge them by it. What it
 * says is which rules the engine asked, and what they found.
 */
export function fromEvents(events: unknown[], at: Places): Judged {
  const last = new Map<string, PlannedResource>();
  const asked = new Map<string, Set<string>>();
  const found: EngineFinding[] = [];
  const errors: string[] = [];
  let hasEnded = false;
  events.forEach((one, index) => {
    const event = at.object(`[${index}]`, one);
    const payload = (key: string): Raw | undefined =>
      event[key] === undefined ? undefined : at.object(`[${index}].${key}`, event[key]);
    const step = payload("resourcePreEvent");
    if (step) remember(at.object(`[${index}].resourcePreEvent.metadata`, step.metadata), last, `[${index}]`, at);
    for (const key of ["policyAnalyzeSummaryEvent", "policyAnalyzeStackSummaryEvent"]) addAsked(payload(key), asked);
    const violation = payload("policyEvent");
    if (violation) found.push(findingOf(violation, plain(violation.message)));
    const remediation = payload("policyRemediationEvent");
    if (remediation) found.push({ ...findingOf(remediation, changed(remediation)), level: "advisory" });
    errors.push(...errorsIn(event, payload));
    if (payload("summaryEvent")) hasEnded = true;
    else if (event.cancelEvent === undefined && event.stdoutEvent === undefined) hasEnded = false;
  });
  if (!hasEnded) return at.say("the run has no end (no summaryEvent behind all others); allowed: the whole event log of a run");
  if (errors.length > 0 && !found.some(({ level }) => level === "mandatory"))
    at.say(`the run failed, so not all resources were judged: ${errors[0]}`);
  return { ...judged("events", [...last.values()]), engine: { asked, found } };
}

/** The last word about a resource counts. */
function remember({ urn, op, new: state }: Raw, last: Map<string, PlannedResource>, path: string, at: Places): void {
  if (op === "delete") last.delete(String(urn));
  if (op === "delete" || state === undefined || state === null) return;
  const place = `${path}.resourcePreEvent.metadata.new`;
  last.set(String(urn), resource({ ...at.object(place, state), urn }, place, at));
}

/** The rules that a pack was asked about a resource, or about all. */
function addAsked(summary: Raw | undefined, asked: Map<string, Set<string>>): void {
  if (!summary) return;
  const pack = String(summary.policyPackName);
  const rules = asked.get(pack) ?? new Set();
  asked.set(pack, rules);
  for (const list of [summary.passed, summary.failed]) if (Array.isArray(list)) list.forEach((rule) => rules.add(String(rule)));
  const others = Array.isArray(summary.notApplicable) ? summary.notApplicable.filter(isObject) : [];
  others.forEach(({ policyName }) => rules.add(String(policyName)));
}

function findingOf({ resourceUrn, policyName, enforcementLevel }: Raw, message: string): EngineFinding {
  const level = enforcementLevel === "advisory" ? "advisory" : "mandatory";
  return { rule: String(policyName), urn: String(resourceUrn ?? ""), level, message };
}

const changed = ({ before, after }: Raw): string =>
  `remediated: ${changeWords(isObject(before) ? before : {}, isObject(after) ? after : {})}`;

function errorsIn(event: Raw, payload: (key: string) => Raw | undefined): string[] {
  const diagnostic = payload("diagnosticEvent");
  const failed = failures.filter((key) => event[key] !== undefined);
  return [
    ...(diagnostic?.severity === "error" ? [plain(diagnostic.message)] : []),
    ...failed,
    ...(payload("summaryEvent")?.maybeCorrupt === true ? ["the state may be corrupt"] : []),
  ];
}

/** A text without the marks that stand for colours on a screen. */
const plain = (text: unknown): string =>
  String(text)
    .replace(/<\{%.*?%\}>/g, "")
    .trim();
