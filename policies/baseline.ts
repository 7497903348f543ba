import { createHash } from "node:crypto";

/** A finding that an existing estate already had when the pack was introduced. */
export interface BaselineEntry {
  /** Name of the rule. */
  rule: string;
  /** The resource that breaks it. */
  urn: string;
  /** See {@link fingerprint}. */
  fingerprint: string;
}

/** Beginning of the message of a finding that is in the baseline; such a diagnostic is advisory. */
export const baselinePrefix = "in the baseline: ";

/** The findings that an existing estate already had: they are advice, whatever is new is not. */
export class Baseline {
  private readonly unseen: Map<string, BaselineEntry>;
  private readonly keys: ReadonlySet<string>;

  /** @param entries Content of `baseline.json`. What is no entry counts for nothing. */
  constructor(entries: readonly unknown[]) {
    this.unseen = new Map(entries.filter(isEntry).map((one) => [keyOf(one), one]));
    this.keys = new Set(this.unseen.keys());
  }

  /** Whether a finding is in the baseline; its entry is then used. */
  has(rule: string, urn: string, message: string): boolean {
    if (this.keys.size === 0) return false;
    const key = keyOf({ rule, urn, fingerprint: fingerprint(rule, urn, message) });
    this.unseen.delete(key);
    return this.keys.has(key);
  }

  /** Entries whose finding is gone. */
  unused(): BaselineEntry[] {
    return [...this.unseen.values()];
  }
}

/** What tells one finding of a rule about a resource from another: a hash of rule, URN and message. */
export function fingerprint(rule: string, urn: string, message: string): string {
  return createHash("sha256")
    .update(JSON.stringify([rule, urn, message]))
    .digest("hex")
    .slice(0, 16);
}

const keyOf = ({ rule, urn, fingerprint: hash }: BaselineEntry): string => `${rule} ${urn} ${hash}`;

function isEntry(entry: unknown): entry is BaselineEntry {
  const values = (entry ?? {}) as Record<string, unknown>;
  return ["rule", "urn", "fingerprint"].every((field) => typeof values[field] === "string");
}
