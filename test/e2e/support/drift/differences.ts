import { EngineEvent } from "@pulumi/pulumi/automation";
import { typeAndName } from "../operations";
import { Environment } from "./environments";

/** What a refresh has found: `type name` → paths, sorted; `(deleted)` for what is gone. */
export type Differences = Record<string, string[]>;

/** What the refresh in these events has found. */
export function foundByRefresh(events: readonly EngineEvent[]): Differences {
  const found: Differences = {};
  for (const { resOutputsEvent } of events) {
    const step = resOutputsEvent?.metadata;
    if (step?.op !== "refresh" || !step.old?.custom) continue;
    const paths = step.new ? Object.keys(step.detailedDiff ?? {}).sort() : ["(deleted)"];
    const { type, name } = typeAndName(step.urn);
    if (paths.length > 0) found[`${type} ${name}`] = paths;
  }
  return found;
}

/** What a refresh must find. */
export function expectedDifferences({ rows, deleted }: Environment): Differences {
  const found: Differences = Object.fromEntries(deleted.map((resource) => [resource, ["(deleted)"]]));
  for (const { resource, shown } of rows) found[resource] = [...(found[resource] ?? []), shown].sort();
  return found;
}

/** What `up` must do, in the engine's words: nothing but put the differences right. */
export function expectedRepairs({ rows, deleted, replaced }: Environment): string[] {
  const made = new Set(replaced.map((operation) => operation.replace(/^\S+ /, "")));
  const updated = new Set(rows.map(({ resource }) => resource).filter((resource) => !made.has(resource)));
  return [...[...updated].map((each) => `update ${each}`), ...deleted.map((each) => `create ${each}`), ...replaced].sort();
}
