import type { PlannedResource } from "../../engine/deployment";
import type { Violation } from "../../engine/rules";

/** What a document holds: resources to judge, and which project and stack they are of. */
export interface Judged {
  /** What the document is. */
  kind: "preview" | "steps" | "plan" | "events" | "state";
  /** Name of the project, from the document or its URNs. */
  project: string;
  /** Name of the stack, from the document or its URNs. */
  stack: string;
  /** Resources that are there after the deployment; none that it deletes. */
  resources: PlannedResource[];
  /** What the engine's own run of the rules said, where the document has that and too little for another. */
  engine?: EngineRun;
}

/** What the engine did with the rules. */
export interface EngineRun {
  /** Name of each pack that it started → the rules that it asked. */
  asked: ReadonlyMap<string, ReadonlySet<string>>;
  /** What they found. */
  found: readonly EngineFinding[];
}

/** What a pack found when the engine asked it. */
export type EngineFinding = Pick<Violation, "rule" | "urn" | "level" | "message">;

/** Resources with the names in their URNs. */
export function judged(kind: Judged["kind"], resources: PlannedResource[]): Judged {
  const [stack = "", project = ""] = (resources[0]?.urn ?? "").replace(/^urn:pulumi:/, "").split("::");
  return { kind, project, stack, resources };
}
