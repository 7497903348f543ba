import { matchesGlob } from "./base/glob";
import type { Rule } from "./base/rule";
import type { Exemption } from "./types";

const fields = ["rule", "resource", "reason", "approvedBy", "owner", "ticket", "expires"] as const satisfies (keyof Exemption)[];

/** Days from now after which no exemption may end, where the pack's configuration says nothing else. */
const defaultLongestDays = 90;

interface Pattern extends Exemption {
  index: number;
}

/** The exemptions of a project. What is malformed, too wide, too long or expired does not count and is listed in `problems`. */
export class Exemptions {
  private readonly wrong: readonly string[];
  private readonly patterns: readonly Pattern[];
  private readonly used = new Set<Pattern>();
  private latest = "";

  /**
   * @param entries Content of `exemptions.json`.
   * @param rules The rules that can be named.
   * @param now Clock. @default the machine's
   */
  constructor(
    entries: readonly unknown[],
    rules: readonly Pick<Rule, "name">[],
    private readonly now: () => Date = () => new Date(),
  ) {
    const names = new Set(rules.map((rule) => rule.name));
    const today = now().toISOString().slice(0, 10);
    const judged = entries.map((entry, index) => ({ entry, index, problem: problemOf(entry, names, today) }));
    this.wrong = judged.flatMap(({ index, problem }) => (problem === undefined ? [] : [notCounted(index, problem)]));
    this.patterns = judged
      .filter(({ problem }) => problem === undefined)
      .map(({ entry, index }) => ({ ...(entry as Exemption), index }));
    this.setLongestDays(defaultLongestDays);
  }

  /** Entries that do not count, each with the reason. */
  get problems(): readonly string[] {
    const late = this.patterns.filter((one) => !this.counts(one));
    return [
      ...this.wrong,
      ...late.map(({ index, expires }) =>
        notCounted(index, `it ends on ${expires}; expected ${this.latest} or before, then somebody looks again`),
      ),
    ];
  }

  /** @param days From now, at most ten years; an exemption that ends later does not count. */
  setLongestDays(days: number): void {
    this.latest = new Date(this.now().getTime() + Math.min(days, 3650) * 86_400_000).toISOString().slice(0, 10);
  }

  /** The exemption of `rule` for `urn`, if there is one that counts; it is then used. */
  find(rule: string, urn: string): Exemption | undefined {
    const found = this.patterns.find((one) => one.rule === rule && this.counts(one) && names(one.resource, urn));
    if (found) this.used.add(found);
    return found;
  }

  /** Exemptions that count and that no violation needed. */
  unused(): Exemption[] {
    return this.patterns.filter((one) => this.counts(one) && !this.used.has(one));
  }

  private counts({ expires }: Exemption): boolean {
    return expires <= this.latest;
  }
}

const notCounted = (index: number, problem: string): string => `exemptions[${index}] does not count: ${problem}`;

/** Why an entry does not count; undefined when it does. */
function problemOf(entry: unknown, rules: ReadonlySet<string>, today: string): string | undefined {
  if (typeof entry !== "object" || entry === null) return "it is no object";
  const values = entry as Record<string, unknown>;
  const wrong = fields.filter((field) => typeof values[field] !== "string" || !/[\p{L}\p{N}*]/u.test(values[field]));
  if (wrong.length > 0) return `${wrong.join(", ")} must be given as text`;
  const extra = Object.keys(values).filter((key) => !(fields as readonly string[]).includes(key));
  if (extra.length > 0) return `${extra.join(", ")} is not a field of an exemption`;
  const { rule, resource, expires } = values as Record<(typeof fields)[number], string>;
  if (!rules.has(rule)) return `there is no rule ${rule}`;
  if (isTooWide(resource))
    return "resource must name one: after its last :: stands the name, with three characters on end that are no wildcard, or none; to switch a rule off, configure its level";
  if (!isDate(expires)) return `expires must be a date such as 2027-01-31, got ${JSON.stringify(expires)}`;
  return expires < today ? `it expired on ${expires}` : undefined;
}

/** Whether a pattern stands for a URN. The part after the last `::` is for the name alone: no wildcard before it reaches into the name. */
function names(resource: string, urn: string): boolean {
  const [pattern, given] = [nameAt(resource), nameAt(urn)];
  return matchesGlob(resource.slice(pattern), urn.slice(given)) && matchesGlob(resource.slice(0, pattern), urn.slice(0, given));
}

/** Where the name in a URN, or in a pattern of it, begins; 0 where there is none. */
function nameAt(urn: string): number {
  const at = urn.lastIndexOf("::");
  return at < 0 ? 0 : at + 2;
}

/** Whether a pattern of URNs may stand for nearly everything: its name has wildcards, and no three characters on end. */
function isTooWide(resource: string): boolean {
  const at = nameAt(resource);
  const name = resource.slice(at);
  return at === 0 || name === "" || (name.includes("*") && !name.split("*").some((part) => part.length >= 3));
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
