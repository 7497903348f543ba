/** A type that a project allows beyond those of the pack: the project's own decision, with a reason and somebody who answers for it. */
export interface AllowedType {
  /** `module:Resource` of azure-native, or the whole token of another provider's type. */
  type: string;
  /** Why the project needs it. */
  reason: string;
  /** Who answers for it. */
  owner: string;
}

const fields = ["type", "reason", "owner"] as const;

/** The types that a project allows. What is malformed does not count and is listed in `problems`. */
export class AllowedTypes {
  /** Entries that do not count, each with the reason. */
  readonly problems: string[] = [];
  private readonly types = new Map<string, AllowedType>();

  /** @param entries Content of `allowed-types.json`. */
  constructor(entries: readonly unknown[]) {
    entries.forEach((entry, index) => {
      const values = (typeof entry === "object" && entry !== null ? entry : {}) as Record<string, unknown>;
      const wrong = fields.filter((field) => typeof values[field] !== "string" || values[field].trim() === "");
      const extra = Object.keys(values).filter((key) => !(fields as readonly string[]).includes(key));
      if (wrong.length > 0)
        this.problems.push(`allowed-types[${index}] does not count: ${wrong.join(", ")} must be given as text`);
      else if (extra.length > 0)
        this.problems.push(`allowed-types[${index}] does not count: ${extra.join(", ")} is no field of it`);
      else if (String(values.type).includes("*"))
        this.problems.push(`allowed-types[${index}] does not count: it must name one type, got ${JSON.stringify(values.type)}`);
      else this.types.set(String(values.type), values as unknown as AllowedType);
    });
  }

  /** The entry that allows a type; undefined when none does. */
  find(type: string): AllowedType | undefined {
    return this.types.get(type);
  }
}
