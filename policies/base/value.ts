/** What stands for a value that a preview does not know yet: Pulumi's sentinels of string, boolean, number, array, asset, archive and object. */
const sentinels: ReadonlySet<string> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

const sentinelLength = 36;

/** A value known before deployment. */
export type Scalar = string | number | boolean;

/**
 * A place in the inputs of a resource: known, missing or not known before deployment. Unlike the SDK's own proxy it
 * never throws, so that a loop goes on past what is unknown.
 */
export class Value {
  /**
   * @param raw Plain value, with Pulumi's sentinels for what is unknown.
   * @param path Path of the place, such as `securityRules[0].access`; empty for all inputs.
   * @param hidden The place is inside an object that is unknown as a whole.
   */
  constructor(
    readonly raw: unknown,
    readonly path: string = "",
    readonly hidden: boolean = false,
  ) {}

  /** Whether the value is known only after deployment. */
  get isUnknown(): boolean {
    return isSentinel(this.raw);
  }

  /** Whether nothing is given; an empty text counts as nothing. */
  get isMissing(): boolean {
    return this.raw === undefined || this.raw === null || this.raw === "";
  }

  /** Whether something is given and known. */
  get isKnown(): boolean {
    return !this.isUnknown && !this.isMissing;
  }

  /** The place `path` below this one, such as `properties.networkAcls`. Below an unknown value everything is unknown. */
  at(path: string): Value {
    if (!path.includes(".")) return this.child(path);
    return path.split(".").reduce<Value>((value, key) => value.child(key), this);
  }

  /** The entries of a known array; empty for anything else. */
  items(): Value[] {
    return Array.isArray(this.raw) ? this.raw.map((item: unknown, index) => new Value(item, below(this.path, index))) : [];
  }

  /** The entries of a known array as text, without those that are unknown. */
  texts(): string[] {
    return this.items()
      .map((item) => item.text())
      .filter((text) => text !== undefined);
  }

  /** The keys of a known object; empty for anything else. */
  keys(): string[] {
    return isRecord(this.raw) ? Object.keys(this.raw) : [];
  }

  /** The value as text when it is known and a string, number or boolean. */
  text(): string | undefined {
    return this.isKnown && isScalar(this.raw) ? String(this.raw) : undefined;
  }

  /** Whether the value is known and one of `expected`. Case does not count: Azure answers in another case than it was asked. */
  is(...expected: Scalar[]): boolean {
    return expected.some((one) => sameScalar(this.raw, one));
  }

  /** Whether Azure would read the known value as one of `bad`, in whatever type it is written: `"false"` or `0` for `false`. */
  mayMean(...bad: Scalar[]): boolean {
    const text = this.text()?.trim().toLowerCase();
    return bad.some((one) => text === String(one).toLowerCase() || (typeof one === "boolean" && text === (one ? "1" : "0")));
  }

  /** The value as a number when it is known and one, also when it is written as text. */
  number(): number | undefined {
    const text = this.text();
    return text === undefined || text.trim() === "" || Number.isNaN(Number(text)) ? undefined : Number(text);
  }

  /** Whether the value is an object or a list, as a whole. */
  get isStructure(): boolean {
    return typeof this.raw === "object" && this.raw !== null;
  }

  /** The child whose key is `key` as it stands, with whatever dots it has. */
  entry(key: string): Value {
    return this.child(key);
  }

  /** A key of an object as a value, at the place of what it holds. */
  named(key: string): Value {
    return new Value(key, this.path);
  }

  /** Entries of a known list, or values of a known object. */
  entries(): Value[] {
    return Array.isArray(this.raw) ? this.items() : this.keys().map((key) => this.child(key));
  }

  /**
   * Every value inside this one that is text, a number, a boolean or unknown, with its path.
   *
   * @param keep Takes the plain value; where few are kept, the others cost nothing more. @default all are kept
   */
  leaves(keep: (raw: unknown) => boolean = () => true): Value[] {
    if (!this.isStructure) return keep(this.raw) ? [this] : [];
    const found: Value[] = [];
    gather(this.raw, [], keep, (raw, steps) => found.push(new Value(raw, steps.reduce<string>(below, this.path))));
    return found;
  }

  /**
   * The value for a message: strings, numbers and booleans as they are, the size of anything else. Messages are read by many: what a property's
   * name says is secret is not shown, nor what opens a URL.
   */
  show(): string {
    if (this.isUnknown) return "not known before deployment";
    if (this.isMissing) return "not set";
    if (Array.isArray(this.raw)) return `a list of ${this.raw.length}`;
    if (!isScalar(this.raw)) return "an object";
    if (typeof this.raw === "string" && secretKey.test(this.path)) return "a secret that is not shown";
    const text = JSON.stringify(typeof this.raw === "string" ? withoutCredentials(this.raw) : this.raw);
    return text.length > 200 ? `${text.slice(0, 200)}…` : text;
  }

  private child(key: string): Value {
    const path = below(this.path, key);
    if (this.isUnknown) return new Value(this.raw, path, true);
    return new Value(isRecord(this.raw) ? this.raw[key] : undefined, path);
  }
}

/** The plain object behind the SDK's proxy of a resource's properties; a plain object is returned as it is. */
export function unwrap(properties: Record<string, unknown>): Record<string, unknown> {
  const target = properties["__getSpecialProxyTarget"];
  return isRecord(target) ? target : properties;
}

/** Whether a plain value is one of Pulumi's for what is unknown. */
export function isSentinel(raw: unknown): boolean {
  // The length first: most values are other texts, some of them long, and a set reads the whole of each.
  return typeof raw === "string" && raw.length === sentinelLength && sentinels.has(raw);
}

/** Ends of the paths of Azure's properties that hold a secret as it is. */
const secretKey =
  /(?:password|passphrase|secret|token|pfx|connectionString|(?:access|account|admin|api|primary|private|secondary|shared)Key|encodedCertificate|\bdata)$/i;

/** A URL without the user before its host and without the values in its query that are keys or signatures. */
function withoutCredentials(text: string): string {
  return text
    .replace(/(:\/\/)[^/?#@\s]+@/g, "$1…@")
    .replace(/([?&][^=&#\s]*(?:sig|code|key|token|secret|password)[^=&#\s]*=)[^&#\s]*/gi, "$1…");
}

type Steps = (string | number)[];

/** Hands every leaf of `raw` that is kept to `found`, with the steps that lead to it. */
function gather(
  raw: unknown,
  steps: Steps,
  keep: (raw: unknown) => boolean,
  found: (raw: unknown, steps: Readonly<Steps>) => void,
): void {
  const depth = steps.length;
  if (Array.isArray(raw))
    for (let index = 0; index < raw.length; index++) {
      steps[depth] = index;
      gather(raw[index], steps, keep, found);
    }
  else if (isRecord(raw))
    for (const key of Object.keys(raw)) {
      steps[depth] = key;
      gather(raw[key], steps, keep, found);
    }
  else if (keep(raw)) found(raw, steps);
  steps.length = depth;
}

/** The path of an entry of a list, or of a key of an object. */
function below(path: string, step: string | number): string {
  if (typeof step === "number") return `${path}[${step}]`;
  return path ? `${path}.${step}` : step;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function sameScalar(value: unknown, expected: Scalar): boolean {
  if (typeof value === "string" && typeof expected === "string") return value.toLowerCase() === expected.toLowerCase();
  return value === expected;
}
