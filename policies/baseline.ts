import { createHash } from "node:crypto";
import type { Rule } from "./base/rule";
import type { BaselineEntry } from "./types";

/** Beginning of the message of a finding that is in the baseline; such a diagnostic is advisory. */
export const baselinePrefix = "in the baseline: ";

/** The findings that an existing estate already had: they are advice, whatever is new is not. */
export class Baseline {
  /** Entries that do not count, each with the reason. */
  readonly problems: readonly string[];
  private readonly unseen: Map<string, BaselineEntry>;
  private readonly keys: ReadonlySet<string>;

  /**
   * @param entries Content of `baseline.json`. What is malformed does not count and is listed in `problems`.
   * @param rules The rules that can be named.
   */
  constructor(entries: readonly unknown[], rules: readonly Pick<Rule, "name">[]) {
    const names = new Set(rules.map(({ name }) => name));
    this.problems = entries.flatMap((entry, index) => {
      const problem = problemOf(entry, names);
      return problem === undefined ? [] : [`baseline[${index}] does not count: ${problem}`];
    });
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

const fields = ["rule", "urn", "fingerprint"] as const;

function isEntry(entry: unknown): entry is BaselineEntry {
  const values = (entry ?? {}) as Record<string, unknown>;
  return fields.every((field) => typeof values[field] === "string");
}

/** Why an entry does not count; undefined when it does. */
function problemOf(entry: unknown, rules: ReadonlySet<string>): string | undefined {
  if (!isEntry(entry)) return `${fields.join(", ")} must be given as text`;
  return rules.has(entry.rule) ? undefined : `there is no rule ${entry.rule}`;
}
