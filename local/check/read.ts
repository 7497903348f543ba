import { UsageError } from "../engine/errors";
import { isObject, unknownValue } from "../protocol/markers";
import { fromEvents } from "./documents/events";
import { Document, documentIn } from "./documents/json";
import type { Judged } from "./documents/judged";
import { Places, placesOf, Raw } from "./documents/places";
import { fromPlan, isPlan } from "./documents/plan";
import { resource } from "./documents/resource";
import { fromState, statesIn } from "./documents/state";
import { fromSteps } from "./documents/steps";

/** What is read, for the messages that refuse something else. */
const allowed =
  "what npm run preview -- --json, pulumi preview --json --show-sames, pulumi refresh --preview-only --json or pulumi stack export writes, a --save-plan file, with --state FILE where the stack is deployed, or the event log of a run with --policy-pack";

/**
 * Reads the document of `npm run preview -- --json` or of `pulumi preview --json`, a plan of `--save-plan`, an event log of
 * `--event-log` or the state of `pulumi stack export`.
 *
 * @param name Name of the file, for messages.
 * @param before With a plan: the state that it starts from, as `pulumi stack export` writes it. @default none, as in a first deployment
 * @throws UsageError when it is none of these, when it is damaged, or when it holds too little to be judged.
 */
export function readDocument(text: string, name: string, before?: Document): Judged {
  try {
    return judgedIn(text, name, before);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`${name}: values are nested too deeply; allowed: ${allowed}`, { cause: error });
  }
}

function judgedIn(text: string, name: string, before?: Document): Judged {
  const read = documentIn({ text, name });
  const at = placesOf(name);
  if (before && !(isObject(read) && isPlan(read))) at.say("a state before is for a plan of pulumi preview --save-plan only");
  const found = Array.isArray(read)
    ? fromEvents(read, at)
    : isObject(read)
      ? (fromPreview(read, at) ??
        fromSteps(read, at) ??
        fromState(read, at) ??
        fromPlan(read, at, before && statesBefore(before)))
      : undefined;
  if (found?.kind === "state" && text.includes(unknownValue))
    at.say("a state holds no value that is not known; allowed: what pulumi stack export writes");
  if (found === undefined || found.resources.length === 0) throw new UsageError(`${name}: got no resources; allowed: ${allowed}`);
  return found;
}

/** The resources of the state that a plan starts from, by URN. */
function statesBefore(before: Document): ReadonlyMap<string, Raw> {
  const at = placesOf(before.name);
  const read = documentIn(before);
  const states = isObject(read) ? statesIn(read, at) : undefined;
  if (!states) return at.say("got no state; allowed: what pulumi stack export writes");
  return new Map(states.map(({ raw }) => [String(raw.urn), raw]));
}

function fromPreview(document: Raw, at: Places): Judged | undefined {
  if (document.version !== 1 || !Array.isArray(document.resources)) return undefined;
  const resources = (document.resources as unknown[]).map((one, index) => resource(one, `resources[${index}]`, at));
  return { kind: "preview", project: String(document.project), stack: String(document.stack), resources };
}
