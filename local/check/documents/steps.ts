import type { PlannedResource } from "../../engine/deployment";
import { Judged, judged } from "./judged";
import { isObject } from "../../protocol/markers";
import type { Places, Raw } from "./places";
import { mark, resource } from "./resource";

/** Steps after which a resource is the one that it was. */
export const kept: ReadonlySet<unknown> = new Set(["same", "update"]);

/** A preview leaves out id and outputs of what is deployed, which other resources name; those before the step still hold, but where an input is new. */
export function outputsOf(op: unknown, old: Raw, raw: Raw): Raw {
  if (isObject(raw.outputs) || !isObject(old.outputs)) return {};
  return { id: old.id, outputs: op === "update" && isObject(raw.inputs) ? over(old.outputs, raw.inputs) : old.outputs };
}

/** Values with others over them, also inside of objects: what only Azure says, such as the principal of an identity, stays. A secret or an output in its mark is one value. */
function over(below: Raw, above: Raw): Raw {
  const merged = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const before = merged[key];
    merged[key] = isObject(value) && isObject(before) && !(mark in value) && !(mark in before) ? over(before, value) : value;
  }
  return merged;
}

/** The engine's own preview as JSON: steps with the resource as it will be; one that is deleted has none. */
export function fromSteps(document: Raw, at: Places): Judged | undefined {
  if (document.steps === undefined) return undefined;
  const steps = at.list("steps", document.steps).map((one, index) => at.object(`steps[${index}]`, one));
  const same = isObject(document.changeSummary) ? document.changeSummary.same : undefined;
  const shown = steps.filter(({ op }) => op === "same").length;
  if (typeof same === "number" && shown < same)
    at.say(
      `holds ${shown} of ${same} resources that stay as they are; allowed: a document of pulumi preview --json with --show-sames`,
    );
  const last = new Map<string, PlannedResource>();
  steps.forEach(({ op, urn, oldState, newState }, index) => {
    if (op === "delete") last.delete(String(urn));
    else if (newState !== undefined && newState !== null) {
      const path = `steps[${index}].newState`;
      const raw = at.object(path, newState);
      const read = resource({ ...raw, ...(kept.has(op) && isObject(oldState) && outputsOf(op, oldState, raw)), urn }, path, at);
      last.set(read.urn, read);
    }
  });
  return judged("steps", [...last.values()]);
}
