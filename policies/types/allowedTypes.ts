import type { AllowedProvider, AllowedType } from "../types";

type Allowed = AllowedType | AllowedProvider;

/** The types and providers that a project allows. What is malformed or there twice does not count and is listed in `problems`. */
export class AllowedTypes {
  /** Entries that do not count, each with the reason. */
  readonly problems: string[] = [];
  private readonly byName = new Map<string, Allowed>();

  /** @param entries Content of `allowed-types.json`. */
  constructor(entries: readonly unknown[]) {
    entries.forEach((entry, index) => {
      const problem = problemOf(entry) ?? this.add(entry as Allowed);
      if (problem !== undefined) this.problems.push(`allowed-types[${index}] does not count: ${problem}`);
    });
  }

  /** The entry that allows a type; undefined when none does. */
  find(type: string): Allowed | undefined {
    return this.byName.get(`type ${type}`);
  }

  /** The entry that allows a provider, by its package or, as `name@version`, by one version of it; undefined when none does. */
  findProvider(provider: string): Allowed | undefined {
    return this.byName.get(`provider ${provider}`);
  }

  private add(entry: Allowed): string | undefined {
    const key = "provider" in entry ? `provider ${entry.provider}` : `type ${entry.type}`;
    if (this.byName.has(key)) return `another entry allows the ${key}`;
    this.byName.set(key, entry);
    return undefined;
  }
}

/** Why an entry does not count; undefined when it does. */
function problemOf(entry: unknown): string | undefined {
  const values = (typeof entry === "object" && entry !== null ? entry : {}) as Record<string, unknown>;
  const what = "provider" in values ? "provider" : "type";
  const fields = [what, "reason", "owner"];
  const wrong = fields.filter((field) => typeof values[field] !== "string" || values[field].trim() === "");
  if (wrong.length > 0) return `${wrong.join(", ")} must be given as text`;
  const extra = Object.keys(values).filter((key) => !fields.includes(key));
  if (extra.length > 0) return `${extra.join(", ")} is no field of it`;
  return String(values[what]).includes("*") ? `it must name one ${what}, got ${JSON.stringify(values[what])}` : undefined;
}
