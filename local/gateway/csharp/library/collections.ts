import { Members, Out } from "../library";
import { Type } from "../types";
import { CsException, Dictionary, equal, Enum, hashKey, iterate, KeyValuePair, List, Value } from "../values";

const outside = (): CsException =>
  new CsException(
    "ArgumentOutOfRangeException",
    "Index was out of range. Must be non-negative and less than the size of the collection.\nParameter name: index",
  );

function at(items: readonly Value[], index: number): Value {
  if (index < 0 || index >= items.length) throw outside();
  return items[index];
}

function entry(dictionary: Dictionary, key: Value): Value {
  const found = dictionary.get(key);
  if (!found) throw new CsException("KeyNotFoundException", "The given key was not present in the dictionary.");
  return found.value;
}

function tryGet(dictionary: Dictionary, key: Value, out: Out): boolean {
  const found = dictionary.get(key);
  out.value = found?.value ?? null;
  return found !== undefined;
}

const add = (dictionary: Dictionary, key: Value, value: Value): null => {
  if (dictionary.get(key)) throw new CsException("ArgumentException", "An item with the same key has already been added.");
  dictionary.set(key, value);
  return null;
};

const keys = (dictionary: Dictionary): Value => [...dictionary].map(({ key }) => key);
const values = (dictionary: Dictionary): Value => [...dictionary].map(({ value }) => value);

const zeros: Readonly<Record<string, Value>> = { bool: false, int: 0, long: 0n };
/** `default(T)` of a type argument. */
export const typeDefault = ([type]: readonly Type[]): Value => zeros[type!.name] ?? null;

/** A set keeps the first of equal values. */
class HashSet {
  readonly entries = new Map<unknown, Value>();
  constructor(items: Iterable<Value> = []) {
    for (const item of items) this.add(item);
  }
  readonly csType = "HashSet";
  add(item: Value): boolean {
    const key = hashKey(item);
    if (this.entries.has(key)) return false;
    this.entries.set(key, item);
    return true;
  }
  [Symbol.iterator](): Iterator<Value> {
    return this.entries.values();
  }
}

/** Lists, arrays, dictionaries and sets. */
export const collections: Members = {
  "[]<T>.Length: int": (items: Value[]) => items.length,
  "[]<T>.this[](int): T": (items: Value[], index: number) => {
    if (index < 0 || index >= items.length)
      throw new CsException("IndexOutOfRangeException", "Index was outside the bounds of the array.");
    return items[index];
  },
  "[]<T>.set_this(int, T): void": (items: Value[], index: number, value: Value) => (items[index] = value),
  "static Array.IndexOf<T>(T[], T): int": (items: Value[], value: Value) => items.findIndex((item) => equal(item, value)),
  "new List<T>()": () => new List([]),
  "new List<T>(IEnumerable<T>)": (items: Value) => new List([...iterate(items)]),
  "List<T>.Count: int": ({ items }: List) => items.length,
  "List<T>.this[](int): T": ({ items }: List, index: number) => at(items, index),
  "List<T>.set_this(int, T): void": ({ items }: List, index: number, value: Value) => {
    at(items, index);
    items[index] = value;
    return null;
  },
  "List<T>.Add(T): void": ({ items }: List, value: Value) => items.push(value) && null,
  "List<T>.AddRange(IEnumerable<T>): void": ({ items }: List, more: Value) => items.push(...iterate(more)) && null,
  "List<T>.Insert(int, T): void": ({ items }: List, index: number, value: Value) => items.splice(index, 0, value) && null,
  "List<T>.Remove(T): bool": ({ items }: List, value: Value) => {
    const index = items.findIndex((item) => equal(item, value));
    if (index >= 0) items.splice(index, 1);
    return index >= 0;
  },
  "List<T>.RemoveAt(int): void": ({ items }: List, index: number) => {
    at(items, index);
    items.splice(index, 1);
    return null;
  },
  "List<T>.Clear(): void": ({ items }: List) => items.splice(0) && null,
  "List<T>.Contains(T): bool": ({ items }: List, value: Value) => items.some((item) => equal(item, value)),
  "List<T>.IndexOf(T): int": ({ items }: List, value: Value) => items.findIndex((item) => equal(item, value)),
  "List<T>.Sort(): void": ({ items }: List) => items.sort() && null,
  "List<T>.Reverse(): void": ({ items }: List) => items.reverse() && null,
  "IList<T>.Count: int": (items: Value) => [...iterate(items)].length,
  "IList<T>.this[](int): T": (items: Value, index: number) => at([...iterate(items)], index),
  "new HashSet<T>()": () => new HashSet(),
  "new HashSet<T>(IEnumerable<T>)": (items: Value) => new HashSet(iterate(items)),
  "HashSet<T>.Add(T): bool": (set: HashSet, item: Value) => set.add(item),
  "HashSet<T>.Contains(T): bool": (set: HashSet, item: Value) => set.entries.has(hashKey(item)),
  "HashSet<T>.Count: int": (set: HashSet) => set.entries.size,
  "new Dictionary<T, U>()": () => new Dictionary(),
  "new Dictionary<T, U>(StringComparer)": (comparer: Enum) => new Dictionary([], comparer.value === 1),
  "static StringComparer.OrdinalIgnoreCase: StringComparer": () => new Enum("StringComparer", "OrdinalIgnoreCase", 1),
  "static StringComparer.Ordinal: StringComparer": () => new Enum("StringComparer", "Ordinal", 0),
  "Dictionary<T, U>.this[](T): U": entry,
  "Dictionary<T, U>.set_this(T, U): void": (dictionary: Dictionary, key: Value, value: Value) => dictionary.set(key, value),
  "Dictionary<T, U>.Add(T, U): void": add,
  "Dictionary<T, U>.Remove(T): bool": (dictionary: Dictionary, key: Value) => dictionary.delete(key),
  "Dictionary<T, U>.ContainsKey(T): bool": (dictionary: Dictionary, key: Value) => dictionary.get(key) !== undefined,
  "Dictionary<T, U>.TryGetValue(T, out U): bool": tryGet,
  "Dictionary<T, U>.Keys: IEnumerable<T>": keys,
  "Dictionary<T, U>.Values: IEnumerable<U>": values,
  "Dictionary<T, U>.Count: int": ({ size }: Dictionary) => size,
  "IDictionary<T, U>.this[](T): U": entry,
  "IDictionary<T, U>.ContainsKey(T): bool": (dictionary: Dictionary, key: Value) => dictionary.get(key) !== undefined,
  "IDictionary<T, U>.Keys: IEnumerable<T>": keys,
  "IDictionary<T, U>.Count: int": ({ size }: Dictionary) => size,
  "IReadOnlyDictionary<T, U>.this[](T): U": entry,
  "IReadOnlyDictionary<T, U>.ContainsKey(T): bool": (dictionary: Dictionary, key: Value) => dictionary.get(key) !== undefined,
  "IReadOnlyDictionary<T, U>.TryGetValue(T, out U): bool": tryGet,
  "IReadOnlyDictionary<T, U>.Keys: IEnumerable<T>": keys,
  "IReadOnlyDictionary<T, U>.Values: IEnumerable<U>": values,
  "IReadOnlyDictionary<T, U>.Count: int": ({ size }: Dictionary) => size,
  "KeyValuePair<T, U>.Key: T": ({ key }: KeyValuePair) => key,
  "KeyValuePair<T, U>.Value: U": ({ value }: KeyValuePair) => value,
};
