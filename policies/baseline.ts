import { createHash } from "node:crypto";

/** A finding that an existing estate already had when the pack was introduced. */
export interface BaselineEntry {
  rule: string;
  urn: string;
  /** See {@link fingerprint}. */
  fingerprint: string;
}

/** The findings that an existing estate already had: they are advice, whatever is new is not. */
export class Baseline {
  private readonly keys: ReadonlySet<string>;

  /** @param entries Content of `baseline.json`. What is no entry counts for nothing. */
  constructor(entries: readonly BaselineEntry[]) {
    this.keys = new Set(entries.map(({ rule, urn, fingerprint }) => `${rule} ${urn} ${fingerprint}`));
  }

  has(rule: string, urn: string, message: string): boolean {
    return this.keys.size > 0 && this.keys.has(`${rule} ${urn} ${fingerprint(rule, urn, message)}`);
  }
}

/** What tells one finding of a rule about a resource from another: a hash of rule, URN and message. */
function fingerprint(rule: string, urn: string, message: string): string {
  return createHash("sha256")
    .update(JSON.stringify([rule, urn, message]))
    .digest("hex")
    .slice(0, 16);
}
