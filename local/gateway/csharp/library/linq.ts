import { isValueOf } from "../conversions";
import { Members, typed } from "../library";
import { Type } from "../types";
import { CsException, Dictionary, Double, equal, Grouping, hashKey, iterate, List, Sequence, Value } from "../values";
import { typeDefault } from "./collections";

type Test = (value: Value) => boolean;
type Map1 = (value: Value) => Value;

const lazy = (make: () => Generator<Value>): Sequence => new Sequence(make);
const invalid = (message: string): CsException => new CsException("InvalidOperationException", message);
const empty = "Sequence contains no elements";
const noMatch = "Sequence contains no matching element";

function select(source: Value, map: Map1): Sequence {
  const items = iterate(source);
  return lazy(function* () {
    for (const item of items) yield map(item);
  });
}

function where(source: Value, test: Test): Sequence {
  const items = iterate(source);
  return lazy(function* () {
    for (const item of items) if (test(item)) yield item;
  });
}

const always: Test = () => true;

function first(source: Value, test: Test, problem?: string): { value: Value } | undefined {
  for (const item of iterate(source)) if (test(item)) return { value: item };
  if (problem) throw invalid(problem);
  return undefined;
}

function last(source: Value, test: Test): { value: Value } | undefined {
  let found: { value: Value } | undefined;
  for (const item of iterate(source)) if (test(item)) found = { value: item };
  return found;
}

function need(found: { value: Value } | undefined, problem: string): Value {
  if (!found) throw invalid(problem);
  return found.value;
}

function single(source: Value, test: Test, problem: string): { value: Value } | undefined {
  const found = [...where(source, test)];
  if (found.length > 1) throw invalid(problem);
  return found.length === 1 ? { value: found[0] } : undefined;
}

function take(source: Value, count: number): Sequence {
  const items = iterate(source);
  return lazy(function* () {
    let left = count;
    if (left <= 0) return;
    for (const item of items) {
      yield item;
      if (--left <= 0) return;
    }
  });
}

function skip(source: Value, count: number): Sequence {
  const items = iterate(source);
  return lazy(function* () {
    let left = count;
    for (const item of items) if (left-- <= 0) yield item;
  });
}

function distinct(source: Value): Sequence {
  return lazy(function* () {
    const seen = new Set<unknown>();
    for (const item of iterate(source)) {
      if (seen.has(hashKey(item))) continue;
      seen.add(hashKey(item));
      yield item;
    }
  });
}

const rank = (value: Value): number | bigint | string =>
  value instanceof Double ? value.value : ((value as { ticks?: bigint }).ticks ?? (value as number));

/** Texts are compared character by character: the culture's order is not simulated, and the same for ASCII of one case. */
function compare(a: Value, b: Value): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  const [x, y] = [rank(a), rank(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function order(source: Value, key: Map1, sign: number): Sequence {
  return lazy(function* () {
    yield* [...iterate(source)]
      .map((value) => ({ value, key: key(value) }))
      .sort((a, b) => sign * compare(a.key, b.key))
      .map(({ value }) => value);
  });
}

function group(source: Value, key: Map1): Sequence {
  return lazy(function* () {
    const groups = new Map<unknown, Grouping>();
    for (const item of iterate(source)) {
      const own = key(item);
      const found = groups.get(hashKey(own));
      if (found) found.items.push(item);
      else groups.set(hashKey(own), new Grouping(own, [item]));
    }
    yield* groups.values();
  });
}

const ofType = typed(([type]: readonly Type[], source: Value) => where(source, (item) => isValueOf(item, type!)));

const castAll = typed(([type]: readonly Type[], source: Value) =>
  select(source, (item) => {
    if (item !== null && !isValueOf(item, type!)) throw new CsException("InvalidCastException", "Specified cast is not valid.");
    return item;
  }),
);

const sum = (values: Value[]): Value =>
  values.reduce(
    (total: Value, value) => {
      if (value instanceof Double) return new Double((total instanceof Double ? total.value : Number(total)) + value.value);
      return (total as number) + (value as number);
    },
    typeof values[0] === "bigint" ? 0n : 0,
  );

function most(source: Value, sign: number): Value {
  const values = [...iterate(source)];
  if (values.length === 0) throw invalid(empty);
  return values.reduce((best, value) => (sign * compare(value, best) > 0 ? value : best));
}

/** Of value types the default is their zero, not null. */
const orDefault = (find: (source: Value, test: Test) => { value: Value } | undefined) =>
  typed((types: readonly Type[], source: Value, test: Test = always) => {
    const found = find(source, test);
    return found ? found.value : typeDefault(types);
  });

function toDictionary(source: Value, key: Map1, value: Map1 = (item) => item): Dictionary {
  const made = new Dictionary();
  for (const item of iterate(source)) {
    if (made.get(key(item))) throw new CsException("ArgumentException", "An item with the same key has already been added.");
    made.set(key(item), value(item));
  }
  return made;
}

function zip(a: Value, b: Value, join: (x: Value, y: Value) => Value): Sequence {
  return lazy(function* () {
    const other = iterate(b)[Symbol.iterator]();
    for (const item of iterate(a)) {
      const next = other.next();
      if (next.done) return;
      yield join(item, next.value);
    }
  });
}

/** LINQ to objects; sequences are read only when something asks for their elements. */
export const linq: Members = {
  "IEnumerable<T>.Select<R>(Func<T, R>): IEnumerable<R>": select,
  "IEnumerable<T>.Select<R>(Func<T, int, R>): IEnumerable<R>": (source: Value, map: (value: Value, index: number) => Value) => {
    let index = 0;
    return select(source, (item) => map(item, index++));
  },
  "IEnumerable<T>.SelectMany<R>(Func<T, IEnumerable<R>>): IEnumerable<R>": (source: Value, map: Map1) =>
    lazy(function* () {
      for (const item of iterate(source)) yield* iterate(map(item));
    }),
  "IEnumerable<T>.Where(Func<T, bool>): IEnumerable<T>": where,
  "IEnumerable<T>.Any(): bool": (source: Value) => first(source, always) !== undefined,
  "IEnumerable<T>.Any(Func<T, bool>): bool": (source: Value, test: Test) => first(source, test) !== undefined,
  "IEnumerable<T>.All(Func<T, bool>): bool": (source: Value, test: Test) => first(source, (item) => !test(item)) === undefined,
  "IEnumerable<T>.Count(): int": (source: Value) => [...iterate(source)].length,
  "IEnumerable<T>.Count(Func<T, bool>): int": (source: Value, test: Test) => [...where(source, test)].length,
  "IEnumerable<T>.First(): T": (source: Value) => first(source, always, empty)!.value,
  "IEnumerable<T>.First(Func<T, bool>): T": (source: Value, test: Test) => first(source, test, noMatch)!.value,
  "IEnumerable<T>.FirstOrDefault(): T": orDefault((source, test) => first(source, test)),
  "IEnumerable<T>.FirstOrDefault(Func<T, bool>): T": orDefault((source, test) => first(source, test)),
  "IEnumerable<T>.Last(): T": (source: Value) => need(last(source, always), empty),
  "IEnumerable<T>.Last(Func<T, bool>): T": (source: Value, test: Test) => need(last(source, test), noMatch),
  "IEnumerable<T>.LastOrDefault(): T": orDefault(last),
  "IEnumerable<T>.LastOrDefault(Func<T, bool>): T": orDefault(last),
  "IEnumerable<T>.Single(): T": (source: Value) => need(single(source, always, "Sequence contains more than one element"), empty),
  "IEnumerable<T>.Single(Func<T, bool>): T": (source: Value, test: Test) =>
    need(single(source, test, "Sequence contains more than one matching element"), noMatch),
  "IEnumerable<T>.SingleOrDefault(): T": orDefault((source, test) =>
    single(source, test, "Sequence contains more than one element"),
  ),
  "IEnumerable<T>.ElementAt(int): T": (source: Value, index: number) => {
    const found = first(skip(source, index), always);
    if (index < 0 || !found) throw new CsException("ArgumentOutOfRangeException", "Index was out of range.");
    return found.value;
  },
  "IEnumerable<T>.ElementAtOrDefault(int): T": typed((types: readonly Type[], source: Value, index: number) => {
    const found = first(skip(source, index), always);
    return found ? found.value : typeDefault(types);
  }),
  "IEnumerable<T>.Take(int): IEnumerable<T>": take,
  "IEnumerable<T>.Skip(int): IEnumerable<T>": skip,
  "IEnumerable<T>.TakeWhile(Func<T, bool>): IEnumerable<T>": (source: Value, test: Test) =>
    lazy(function* () {
      for (const item of iterate(source)) {
        if (!test(item)) return;
        yield item;
      }
    }),
  "IEnumerable<T>.Distinct(): IEnumerable<T>": distinct,
  "IEnumerable<T>.Reverse(): IEnumerable<T>": (source: Value) =>
    lazy(function* () {
      yield* [...iterate(source)].reverse();
    }),
  "IEnumerable<T>.Concat(IEnumerable<T>): IEnumerable<T>": (a: Value, b: Value) =>
    lazy(function* () {
      yield* iterate(a);
      yield* iterate(b);
    }),
  "IEnumerable<T>.Union(IEnumerable<T>): IEnumerable<T>": (a: Value, b: Value) => distinct([...iterate(a), ...iterate(b)]),
  "IEnumerable<T>.Intersect(IEnumerable<T>): IEnumerable<T>": (a: Value, b: Value) => {
    const others = [...iterate(b)];
    return distinct([...where(a, (item) => others.some((other) => equal(item, other)))]);
  },
  "IEnumerable<T>.Except(IEnumerable<T>): IEnumerable<T>": (a: Value, b: Value) => {
    const others = [...iterate(b)];
    return distinct([...where(a, (item) => !others.some((other) => equal(item, other)))]);
  },
  "IEnumerable<T>.Contains(T): bool": (source: Value, value: Value) => first(source, (item) => equal(item, value)) !== undefined,
  "IEnumerable<T>.SequenceEqual(IEnumerable<T>): bool": (a: Value, b: Value) => {
    const [x, y] = [[...iterate(a)], [...iterate(b)]];
    return x.length === y.length && x.every((item, index) => equal(item, y[index]));
  },
  "IEnumerable<T>.OrderBy<K>(Func<T, K>): IOrderedEnumerable<T>": (source: Value, key: Map1) => order(source, key, 1),
  "IEnumerable<T>.OrderByDescending<K>(Func<T, K>): IOrderedEnumerable<T>": (source: Value, key: Map1) => order(source, key, -1),
  "IEnumerable<T>.GroupBy<K>(Func<T, K>): IEnumerable<IGrouping<K, T>>": group,
  "IGrouping<T, U>.Key: T": ({ key }: Grouping) => key,
  "IEnumerable<T>.ToList(): List<T>": (source: Value) => new List([...iterate(source)]),
  "IEnumerable<T>.ToArray(): T[]": (source: Value) => [...iterate(source)],
  "IEnumerable<T>.ToDictionary<K>(Func<T, K>): Dictionary<K, T>": toDictionary,
  "IEnumerable<T>.ToDictionary<K, V>(Func<T, K>, Func<T, V>): Dictionary<K, V>": toDictionary,
  "IEnumerable<T>.Sum<R>(Func<T, R>): R": (source: Value, map: Map1) => sum([...select(source, map)]),
  "IEnumerable<T>.Sum(): T": (source: Value) => sum([...iterate(source)]),
  "IEnumerable<T>.Max(): T": (source: Value) => most(source, 1),
  "IEnumerable<T>.Min(): T": (source: Value) => most(source, -1),
  "IEnumerable<T>.Max<R>(Func<T, R>): R": (source: Value, map: Map1) => most(select(source, map), 1),
  "IEnumerable<T>.Min<R>(Func<T, R>): R": (source: Value, map: Map1) => most(select(source, map), -1),
  "IEnumerable<T>.Aggregate(Func<T, T, T>): T": (source: Value, join: (a: Value, b: Value) => Value) => {
    const values = [...iterate(source)];
    if (values.length === 0) throw invalid(empty);
    return values.reduce((a, b) => join(a, b));
  },
  "IEnumerable<T>.Aggregate<A>(A, Func<A, T, A>): A": (source: Value, start: Value, join: (a: Value, b: Value) => Value) =>
    [...iterate(source)].reduce((a, b) => join(a, b), start),
  "IEnumerable<T>.Zip<U, R>(IEnumerable<U>, Func<T, U, R>): IEnumerable<R>": zip,
  "IEnumerable<T>.DefaultIfEmpty(T): IEnumerable<T>": (source: Value, otherwise: Value) =>
    lazy(function* () {
      const values = [...iterate(source)];
      yield* values.length > 0 ? values : [otherwise];
    }),
  "IEnumerableOfAny.OfType<R>(): IEnumerable<R>": ofType,
  "IEnumerableOfAny.Cast<R>(): IEnumerable<R>": castAll,
  "static Enumerable.Range(int, int): IEnumerable<int>": (start: number, count: number) =>
    Array.from({ length: count }, (_, index) => start + index),
  "static Enumerable.Empty<T>(): IEnumerable<T>": () => [],
  "static Enumerable.Repeat<T>(T, int): IEnumerable<T>": (value: Value, count: number) =>
    Array.from({ length: count }, () => value),
};
