import type { Rule } from "./base/rule";

/** An exemption: this rule may be broken by these resources, for this reason, until that day. */
export interface Exemption {
  rule: string;
  /** URN, in which `*` stands for any characters. */
  resource: string;
  reason: string;
  approvedBy: string;
  ticket: string;
  /** Last day on which it counts, as `YYYY-MM-DD` in UTC. */
  expires: string;
}

const fields = ["rule", "resource", "reason", "approvedBy", "ticket", "expires"] as const satisfies (keyof Exemption)[];

interface Pattern extends Exemption {
  matches: RegExp;
}

/** The exemptions of a project. What is malformed or expired does not count and is listed in `problems`. */
export class Exemptions {
  /** Entries that do not count, each with the reason. */
  readonly problems: string[] = [];
  private readonly active: Pattern[] = [];
  private readonly used = new Set<Pattern>();

  /**
   * @param entries Content of `exemptions.json`.
   * @param rules The rules that can be named.
   * @param now Clock. @default the machine's
   * @param longestDays Days from now after which no exemption may end. @default 90
   */
  constructor(
    entries: readonly unknown[],
    rules: readonly Pick<Rule, "name">[],
    now: () => Date = () => new Date(),
    longestDays = 90,
  ) {
    const names = new Set(rules.map((rule) => rule.name));
    const today = now().toISOString().slice(0, 10);
    const latest = new Date(now().getTime() + longestDays * 86_400_000).toISOString().slice(0, 10);
    entries.forEach((entry, index) => {
      const problem = problemOf(entry, names, today, latest);
      if (problem === undefined)
        this.active.push({ ...(entry as Exemption), matches: globPattern((entry as Exemption).resource) });
      else this.problems.push(`exemptions[${index}] does not count: ${problem}`);
    });
  }

  /** The exemption of `rule` for `urn`, if there is one that counts; it is then used. */
  find(rule: string, urn: string): Exemption | undefined {
    const found = this.active.find((exemption) => exemption.rule === rule && exemption.matches.test(urn));
    if (found) this.used.add(found);
    return found;
  }

  /** Exemptions that count and that no violation needed. */
  unused(): Exemption[] {
    return this.active.filter((exemption) => !this.used.has(exemption));
  }
}

/** Why an entry does not count; undefined when it does. */
function problemOf(entry: unknown, rules: ReadonlySet<string>, today: string, latest: string): string | undefined {
  if (typeof entry !== "object" || entry === null) return "it is no object";
  const values = entry as Record<string, unknown>;
  const wrong = fields.filter((field) => typeof values[field] !== "string" || values[field].trim() === "");
  if (wrong.length > 0) return `${wrong.join(", ")} must be given as text`;
  const extra = Object.keys(values).filter((key) => !(fields as readonly string[]).includes(key));
  if (extra.length > 0) return `${extra.join(", ")} is not a field of an exemption`;
  const { rule, resource, expires } = values as Record<keyof Exemption, string>;
  if (!rules.has(rule)) return `there is no rule ${rule}`;
  const named = resource.split("::").at(-1) ?? "";
  if (!/[^*:$]/.test(named))
    return "resource must name one: its last part is all wildcards; to switch a rule off, configure its level";
  if (!isDate(expires)) return `expires must be a date such as 2027-01-31, got ${JSON.stringify(expires)}`;
  if (expires > latest) return `it ends on ${expires}; expected ${latest} or before, then somebody looks again`;
  return expires < today ? `it expired on ${expires}` : undefined;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function globPattern(glob: string): RegExp {
  const parts = glob.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}
