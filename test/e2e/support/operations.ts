import { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";

/** One step of the engine that changed something. */
export interface Operation {
  /** `create network:VirtualNetwork main`. */
  text: string;
  op: string;
  urn: string;
  type: string;
  name: string;
  /** Seconds since 1970, as the engine counts them. */
  began: number;
  ended: number;
  failed: boolean;
}

/** Steps that change nothing. */
const unchanged: ReadonlySet<string> = new Set(["same", "read", "refresh"]);

/** Takes a URN's type and name: `network:VirtualNetwork`, `main`. */
export function typeAndName(urn: string): { type: string; name: string } {
  const parts = urn.split("::");
  return { type: (parts[2]?.split("$").at(-1) ?? "").replace(/^azure-native:/, ""), name: parts.slice(3).join("::") };
}

/** Components, providers and the stack are Pulumi's own. */
const isOfCloud = ({ type, old, new: fresh }: StepEventMetadata): boolean =>
  !type.startsWith("pulumi:") && (fresh ?? old)?.custom === true;

/** The steps that changed a resource of a cloud, in the order in which they ended. */
export function operationsIn(events: readonly EngineEvent[]): Operation[] {
  const began = new Map<string, number>();
  const found: Operation[] = [];
  for (const event of events) {
    const before = event.resourcePreEvent?.metadata;
    if (before) began.set(`${before.op} ${before.urn}`, event.timestamp);
    const after = event.resOutputsEvent?.metadata ?? event.resOpFailedEvent?.metadata;
    if (!after || unchanged.has(after.op) || !isOfCloud(after)) continue;
    const { type, name } = typeAndName(after.urn);
    const failed = event.resOpFailedEvent !== undefined;
    found.push({
      text: `${failed ? "failed " : ""}${after.op} ${type} ${name}`,
      op: after.op,
      urn: after.urn,
      type,
      name,
      began: began.get(`${after.op} ${after.urn}`) ?? event.timestamp,
      ended: event.timestamp,
      failed,
    });
  }
  return found;
}
