/**
 * C# values as JavaScript holds them: null, boolean, string; `int` is a number, `long` a bigint; the rest are objects of classes. So a value
 * tells its type, also where C# only knows `object`.
 */
export type Value = unknown;

/** A C# exception that an expression threw. */
export class CsException extends Error {
  constructor(
    /** Name of the class, such as `FormatException`. */
    readonly type: string,
    message: string,
  ) {
    super(message);
  }
}

const general = ["Exception", "SystemException"];
const parents: Readonly<Record<string, readonly string[]>> = {
  ArgumentNullException: ["ArgumentException"],
  ArgumentOutOfRangeException: ["ArgumentException"],
  OverflowException: ["ArithmeticException"],
  DivideByZeroException: ["ArithmeticException"],
  JsonReaderException: ["JsonException"],
};

/** Whether `catch (TYPE)` catches the exception. */
export const caughtBy = (exception: CsException, type: string): boolean =>
  exception.type === type || general.includes(type) || (parents[exception.type] ?? []).includes(type);

/** What C# throws for a member of null. */
export const nullReference = (): CsException =>
  new CsException("NullReferenceException", "Object reference not set to an instance of an object.");

/** A `double`: JavaScript's numbers stand for `int`. */
export class Double {
  constructor(readonly value: number) {}
}

/** A `char`: one UTF-16 code unit. */
export class Char {
  constructor(readonly value: string) {}
}

/** A member of an enumeration, or several joined with `|`. */
export class Enum {
  constructor(
    readonly type: string,
    readonly name: string,
    readonly value: number,
  ) {}
}

/** A point in time: 100 nanoseconds since year 1 as the clock shows it, and how it relates to UTC. The gateway's zone is UTC. */
export class DateTime {
  constructor(
    readonly ticks: bigint,
    readonly kind: "Unspecified" | "Utc" | "Local",
  ) {}
}

/** A point in time with an offset from UTC. */
export class DateTimeOffset {
  constructor(
    /** As the clock at the offset shows it. */
    readonly ticks: bigint,
    readonly offsetMinutes: number,
  ) {}
}

/** A span in ticks of 100 nanoseconds. */
export class TimeSpan {
  constructor(readonly ticks: bigint) {}
}

/** A GUID, in lower case with hyphens. */
export class Guid {
  constructor(readonly value: string) {}
}

/** `List<T>`; an array of JavaScript stands for `T[]`. */
export class List {
  constructor(readonly items: Value[]) {}
  /** The elements in order. */
  [Symbol.iterator](): Iterator<Value> {
    return this.items[Symbol.iterator]();
  }
}

/** A sequence that is computed when it is read. */
export class Sequence {
  constructor(private readonly start: () => Iterator<Value>) {}
  /** Computes the sequence anew each time. */
  [Symbol.iterator](): Iterator<Value> {
    return this.start();
  }
}

/** An entry of a dictionary. */
export class KeyValuePair {
  constructor(
    readonly key: Value,
    readonly value: Value,
  ) {}
}

/** What `GroupBy` gives: a key with its elements. */
export class Grouping {
  constructor(
    readonly key: Value,
    readonly items: Value[],
  ) {}
  /** The elements in order. */
  [Symbol.iterator](): Iterator<Value> {
    return this.items[Symbol.iterator]();
  }
}

/** Keys compare by value, as in C#. */
export class Dictionary {
  private readonly entries = new Map<unknown, KeyValuePair>();
  constructor(
    pairs: Iterable<readonly [Value, Value]> = [],
    private readonly ignoreCase = false,
  ) {
    for (const [key, value] of pairs) this.set(key, value);
  }
  /** The entry of a key; undefined when there is none. */
  get(key: Value): KeyValuePair | undefined {
    return this.entries.get(this.keyOf(key));
  }
  /** Changes an entry, whose key keeps its spelling, or adds one. */
  set(key: Value, value: Value): void {
    const own = this.keyOf(key);
    this.entries.set(own, new KeyValuePair(this.entries.get(own)?.key ?? key, value));
  }
  /** Takes an entry out; false when there was none. */
  delete(key: Value): boolean {
    return this.entries.delete(this.keyOf(key));
  }
  /** Number of entries. */
  get size(): number {
    return this.entries.size;
  }
  /** The entries, in the order in which their keys were added. */
  [Symbol.iterator](): Iterator<KeyValuePair> {
    return this.entries.values();
  }
  private keyOf(key: Value): unknown {
    if (key === null) throw new CsException("ArgumentNullException", "Value cannot be null.\nParameter name: key");
    if (typeof key === "string") return this.ignoreCase ? key.toUpperCase() : key;
    return hashKey(key);
  }
}

/** Equal values have equal keys: those of objects that compare by value are symbols, so that no text is one of them. */
export function hashKey(value: Value): unknown {
  if (typeof value !== "object") return value;
  if (value instanceof Double) return Symbol.for(`d${value.value}`);
  if (value instanceof Char) return Symbol.for(`c${value.value}`);
  if (value instanceof Guid) return Symbol.for(`g${value.value}`);
  if (value instanceof Enum) return Symbol.for(`e${value.type}.${value.value}`);
  if (value instanceof DateTime) return Symbol.for(`t${value.ticks}`);
  return value;
}

/** `Equals`: by value for all simulated types that compare by value. */
export const equal = (a: Value, b: Value): boolean =>
  a === b || (typeof a === "object" && typeof b === "object" && a !== null && b !== null && hashKey(a) === hashKey(b));

/** The sequence that a value is, for `foreach` and LINQ. */
export function iterate(value: Value): Iterable<Value> {
  if (value === null) throw new CsException("ArgumentNullException", "Value cannot be null.\nParameter name: source");
  if (typeof value === "string") return [...Array(value.length).keys()].map((index) => new Char(value[index]!));
  if (value instanceof Uint8Array) return value;
  return value as Iterable<Value>;
}
