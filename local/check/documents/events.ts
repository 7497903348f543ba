import type { PlannedResource } from "../../engine/deployment";
import { EngineFinding, Judged, judged } from "./judged";
import type { Places, Raw } from "./places";
import { resource } from "./resource";

/**
 * An event log of the engine: one event a line. It says neither dependencies nor options of resources, so nobody can judge them by it. What it
 * says is which packs the engine asked, and what they found.
 */
export function fromEvents(events: unknown[], at: Places): Judged {
  const last = new Map<string, PlannedResource>();
  const found: EngineFinding[] = [];
  const errors: string[] = [];
  let packs: string[] | undefined;
  events.forEach((one, index) => {
    const event = at.object(`[${index}]`, one);
    const payload = (key: string): Raw | undefined =>
      event[key] === undefined ? undefined : at.object(`[${index}].${key}`, event[key]);
    const step = payload("resourcePreEvent");
    if (step) remember(at.object(`[${index}].resourcePreEvent.metadata`, step.metadata), last, `[${index}]`, at);
    const violation = payload("policyEvent");
    if (violation) found.push(findingOf(violation));
    const diagnostic = payload("diagnosticEvent");
    if (diagnostic?.severity === "error") errors.push(plain(diagnostic.message));
    const summary = payload("summaryEvent");
    if (summary) packs = namesOf(at.object(`[${index}].summaryEvent.PolicyPacks`, summary.PolicyPacks ?? {}));
  });
  if (!packs) return at.say("the run has no end (no summaryEvent); allowed: the whole event log of a run");
  if (errors.length > 0 && !found.some(({ level }) => level === "mandatory"))
    at.say(`the run failed, so not all resources were judged: ${errors[0]}`);
  return { ...judged("events", [...last.values()]), engine: { packs, found } };
}

/** Names of packs; behind that of one that is a folder stand `|local|` and the folder. */
const namesOf = (packs: Raw): string[] => Object.keys(packs).map((name) => name.split("|")[0] ?? name);

/** The last word about a resource counts. */
function remember({ urn, op, new: state }: Raw, last: Map<string, PlannedResource>, path: string, at: Places): void {
  if (op === "delete") last.delete(String(urn));
  if (op === "delete" || state === undefined || state === null) return;
  const place = `${path}.resourcePreEvent.metadata.new`;
  last.set(String(urn), resource({ ...at.object(place, state), urn }, place, at));
}

function findingOf({ resourceUrn, policyName, enforcementLevel, message }: Raw): EngineFinding {
  const level = enforcementLevel === "advisory" ? "advisory" : "mandatory";
  return { rule: String(policyName), urn: String(resourceUrn ?? ""), level, message: plain(message) };
}

/** A text without the marks that stand for colours on a screen. */
const plain = (text: unknown): string =>
  String(text)
    .replace(/<\{%.*?%\}>/g, "")
    .trim();
